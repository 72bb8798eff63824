package dev.holdfast.http;

import dev.holdfast.outcome.JsonNames;
import dev.holdfast.outcome.TopFields;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, kept: its publisher is asked once, whatever it is, and each attempt sends what
 * it gave. Nobody can tell a publisher that may be asked again from one that may not.
 */
final class KeptBody implements Flow.Subscriber<ByteBuffer> {
  /** What Anthropic takes as a message. */
  private static final long MOST = 32L << 20;

  private static final JsonNames FIELDS = JsonNames.of("model");

  private final List<byte[]> chunks = new ArrayList<>();
  private final TopFields fields = new TopFields(FIELDS);
  private final CompletableFuture<KeptBody> whole = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long size;

  private KeptBody() {}

  /** Whether the body is known to be larger than what is kept. */
  static boolean tooLarge(HttpRequest request) {
    return request.bodyPublisher().filter(body -> body.contentLength() > MOST).isPresent();
  }

  /** Takes all that a publisher gives; completed with null if the request has no body. */
  static CompletionStage<@Nullable KeptBody> of(@Nullable BodyPublisher publisher) {
    if (publisher == null) {
      return CompletableFuture.completedStage(null);
    }
    KeptBody body = new KeptBody();
    publisher.subscribe(body);
    return body.whole.thenApply(kept -> kept);
  }

  /** The model that is asked, null if the body names none. */
  @Nullable String model() {
    return fields.field("model");
  }

  /** The body for one more attempt, with its length known. */
  BodyPublisher publisher() {
    return size == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(chunks), size);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer chunk) {
    fields.feed(chunk.duplicate());
    byte[] copy = new byte[chunk.remaining()];
    chunk.get(copy);
    chunks.add(copy);
    size += copy.length;
    if (size > MOST) {
      Objects.requireNonNull(subscription).cancel();
      String why = "a request body of unknown length is larger than the 32 MiB kept for replay";
      String mend = "give its length: BodyPublishers.fromPublisher(publisher, length)";
      onError(new IOException("holdfast: " + why + "; " + mend));
    }
  }

  @Override
  public void onError(Throwable e) {
    whole.completeExceptionally(e);
  }

  @Override
  public void onComplete() {
    whole.complete(this);
  }
}
