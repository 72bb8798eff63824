package dev.holdfast.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.holdfast.Holdfast;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A lab and two clients of the SDK: one with the interceptor, one as it comes. */
final class Sdk implements AutoCloseable {
  /** The default rules in a fraction of the time. */
  static final Policy BRISK =
      new Policy(
          RetryRules.standard(1, Duration.ofMillis(10), Duration.ofMillis(40)),
          new TimeBudget(Duration.ofMillis(800), Duration.ofSeconds(2)),
          BreakerPolicy.defaults());

  private static final AtomicLong IDS = new AtomicLong();

  final LabUpstream lab = LabUpstream.start();
  final Holdfast holdfast = Holdfast.of(BRISK);
  final AnthropicClient guarded =
      builder().addInterceptor(HoldfastInterceptor.of(holdfast)).maxRetries(0).build();
  final AnthropicClient bare = builder().build();

  AnthropicOkHttpClient.Builder builder() {
    return AnthropicOkHttpClient.builder().baseUrl(lab.baseUrl().toString()).apiKey("any");
  }

  /** A new call's id. */
  static String id() {
    return "sdk-" + IDS.incrementAndGet();
  }

  static MessageCreateParams ask(String id, String fault) {
    return MessageCreateParams.builder()
        .model("claude-" + id)
        .maxTokens(64)
        .addUserMessage("hi")
        .putAdditionalHeader("x-lab-call", id)
        .putAdditionalHeader("x-lab-fault", fault)
        .build();
  }

  static Message create(AnthropicClient client, boolean async, String id, String fault)
      throws Throwable {
    return async
        ? get(client.async().messages().create(ask(id, fault)))
        : client.messages().create(ask(id, fault));
  }

  /** All events of a stream, also those that came before it broke off. */
  static List<RawMessageStreamEvent> stream(
      AnthropicClient client, boolean async, String id, String fault) throws Throwable {
    List<RawMessageStreamEvent> events = new ArrayList<>();
    stream(client, async, ask(id, fault), events);
    return events;
  }

  static void stream(
      AnthropicClient client,
      boolean async,
      MessageCreateParams ask,
      List<RawMessageStreamEvent> events)
      throws Throwable {
    if (!async) {
      try (StreamResponse<RawMessageStreamEvent> answer = client.messages().createStreaming(ask)) {
        answer.stream().forEach(events::add);
      }
      return;
    }
    AsyncStreamResponse<RawMessageStreamEvent> answer =
        client.async().messages().createStreaming(ask);
    CompletableFuture<Void> done = new CompletableFuture<>();
    answer.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(RawMessageStreamEvent event) {
            events.add(event);
          }

          @Override
          public void onComplete(Optional<Throwable> error) {
            error.ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
          }
        });
    get(done);
  }

  static <T> T get(CompletableFuture<T> future) throws Throwable {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  List<Attempt> attempts(String id) {
    return lab.calls().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .map(LabCall::attempts)
        .orElse(List.of());
  }

  @Override
  public void close() {
    guarded.close();
    bare.close();
    lab.close();
  }
}
