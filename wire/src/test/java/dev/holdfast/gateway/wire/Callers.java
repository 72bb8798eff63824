package dev.holdfast.gateway.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fifty callers without any error handling, of whom each asks at random moments of its own and
 * never waits for an earlier answer: an outage does not slow the world down.
 */
final class Callers implements AutoCloseable {
  private static final int CALLERS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(2);
  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final URI gateway;
  private final Supplier<Duration> elapsed;
  private final Random random = new Random(1);
  private final List<Made> made = new ArrayList<>();
  private Duration patience = PATIENCE;
  private int tries = 1;

  /** One call: when it began, and what became of it. */
  private record Made(Duration at, CompletableFuture<@Nullable Duration> answeredAfter) {}

  Callers(URI gateway, Supplier<Duration> elapsed) {
    this.gateway = gateway;
    this.elapsed = elapsed;
    clock.setRemoveOnCancelPolicy(true);
  }

  /** From now on callers leave after a while and ask anew, so often in all. */
  Callers leavingAfter(Duration newPatience, int newTries) {
    patience = newPatience;
    tries = newTries;
    return this;
  }

  /** So many calls a second for a while; returns when the last was made. */
  void run(double perSecond, Duration length, String... headers) throws InterruptedException {
    long begin = System.nanoTime();
    List<Long> moments = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      double at = pause(perSecond);
      while (at < length.toMillis() / 1e3) {
        moments.add((long) (at * 1e9));
        at += pause(perSecond);
      }
    }
    for (long moment : moments) {
      boolean stream = random.nextBoolean();
      long in = moment - (System.nanoTime() - begin);
      var unused = clock.schedule(() -> call(stream, headers), in, TimeUnit.NANOSECONDS);
    }
    CountDownLatch over = new CountDownLatch(1);
    long rest = length.toNanos() - (System.nanoTime() - begin);
    var unused = clock.schedule(over::countDown, rest, TimeUnit.NANOSECONDS);
    over.await();
  }

  private double pause(double perSecond) {
    return -Math.log(1 - random.nextDouble()) * CALLERS / perSecond;
  }

  private void call(boolean stream, String... headers) {
    Duration at = elapsed.get();
    CompletableFuture<@Nullable Duration> answered =
        ask(request(stream, headers), stream, tries)
            .thenApply(good -> good ? elapsed.get().minus(at) : null);
    synchronized (made) {
      made.add(new Made(at, answered));
    }
  }

  private CompletableFuture<Boolean> ask(HttpRequest request, boolean stream, int left) {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .handle((answer, failure) -> failure == null && good(answer, stream))
        .thenCompose(good ->
            good || left == 1
                ? CompletableFuture.completedFuture(good)
                : ask(request, stream, left - 1));
  }

  private static boolean good(HttpResponse<String> answer, boolean stream) {
    return answer.statusCode() == 200
        && (!stream || answer.body().contains("\"message_stop\""))
        && !answer.body().contains("event: error");
  }

  private HttpRequest request(boolean stream, String... headers) {
    String body =
        "{\"model\":\"claude-opus-5\",\"max_tokens\":64,\"stream\":%s,\"messages\":[{\"role\":"
            + "\"user\",\"content\":\"How is the weather at sea?\"}]}";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
            .timeout(patience)
            .setHeader("x-api-key", "one-key")
            .setHeader("x-lab-answer", "text;events=4;ttfb=300ms")
            .POST(BodyPublishers.ofString(body.formatted(stream)));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  /** Waits until every call has ended. */
  void finish(Duration atMost) throws Exception {
    CompletableFuture<?>[] all;
    synchronized (made) {
      all = made.stream().map(Made::answeredAfter).toArray(CompletableFuture[]::new);
    }
    CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void forget() {
    synchronized (made) {
      made.clear();
    }
  }

  private List<Made> between(Duration from, Duration to) {
    synchronized (made) {
      return made.stream()
          .filter(call -> call.at().compareTo(from) >= 0 && call.at().compareTo(to) < 0)
          .toList();
    }
  }

  long made(Duration from, Duration to) {
    return between(from, to).size();
  }

  long answered(Duration from, Duration to) {
    return between(from, to).stream().filter(call -> call.answeredAfter().join() != null).count();
  }

  Duration slowest(Duration from, Duration to) {
    return between(from, to).stream()
        .map(call -> call.answeredAfter().join())
        .filter(took -> took != null)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
