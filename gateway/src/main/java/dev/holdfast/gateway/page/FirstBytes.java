package dev.holdfast.gateway.page;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer, fit to be shown in one line; the rest is not read. */
final class FirstBytes implements BodySubscriber<String> {
  private static final int MOST = 200;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST);
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private @Nullable Subscription source;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] piece = new byte[Math.min(part.remaining(), MOST - bytes.size())];
      part.get(piece);
      bytes.writeBytes(piece);
    }
    if (bytes.size() == MOST && source != null) {
      source.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable broken) {
    // The status is there, which says more than the rest of the body would.
    onComplete();
  }

  @Override
  public void onComplete() {
    text.complete(bytes.toString(StandardCharsets.UTF_8).replaceAll("[^ -~]+", " ").strip());
  }
}
