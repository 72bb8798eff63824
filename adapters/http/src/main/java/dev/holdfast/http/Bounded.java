package dev.holdfast.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body in memory, if it is no larger than any real page: of others nothing more is read. */
final class Bounded implements BodySubscriber<byte[]> {
  private static final int MOST = 4 << 20;

  private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
  private Flow.@Nullable Subscription subscription;
  private long room = MOST;

  @Override
  public CompletionStage<byte[]> getBody() {
    return all.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    all.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> chunks) {
    boolean over = room < 0;
    chunks.forEach(chunk -> room -= chunk.remaining());
    if (room >= 0) {
      all.onNext(chunks);
    } else if (!over) {
      Objects.requireNonNull(subscription).cancel();
      all.onError(new IOException("larger than 4 MB"));
    }
  }

  @Override
  public void onError(Throwable e) {
    all.onError(e);
  }

  @Override
  public void onComplete() {
    all.onComplete();
  }
}
