package dev.holdfast.http;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A lab, a guarded client, and requests that the lab can tell apart. */
final class Bench implements AutoCloseable {
  static final Duration BOUND = Duration.ofSeconds(10);

  /** The default rules in a fraction of the time. */
  static final Policy BRISK =
      new Policy(
          RetryRules.standard(1, Duration.ofMillis(10), Duration.ofMillis(40)),
          new TimeBudget(Duration.ofMillis(600), Duration.ofSeconds(2)),
          BreakerPolicy.defaults());

  static final String JSON =
      "{\"model\":\"claude-%s\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  static final String STREAM = "{\"stream\":true," + JSON.substring(1);

  private static final AtomicLong IDS = new AtomicLong();

  final LabUpstream lab = LabUpstream.start();
  final List<CallEvent> events = new CopyOnWriteArrayList<>();
  final HttpClient bare;
  final HoldfastHttpClient client;

  Bench(HttpClient.Version version) {
    bare = HttpClient.newBuilder().version(version).connectTimeout(BOUND).build();
    client = HoldfastHttpClient.wrap(bare, Holdfast.of(BRISK).listen(events::add));
  }

  /** A new call's id. */
  static String id() {
    return "http-" + IDS.incrementAndGet();
  }

  HttpRequest.Builder request(String id, String fault) {
    return HttpRequest.newBuilder(URI.create(lab.baseUrl() + "/v1/messages"))
        .header("x-api-key", "any")
        .header("x-lab-call", id)
        .header("x-lab-fault", fault);
  }

  HttpRequest json(String id, String fault) {
    return request(id, fault).POST(BodyPublishers.ofString(JSON.formatted(id))).build();
  }

  HttpRequest stream(String id, String fault) {
    return request(id, fault).POST(BodyPublishers.ofString(STREAM.formatted(id))).build();
  }

  List<Attempt> attempts(String id) {
    return lab.calls().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .map(LabCall::attempts)
        .orElse(List.of());
  }

  /** Waits until the lab has seen as much of a call as is wanted. */
  List<Attempt> await(String id, Predicate<List<Attempt>> wanted) throws Exception {
    lab.await(all -> wanted.test(attempts(id)), BOUND);
    return attempts(id);
  }

  List<CallEnded> ends() {
    return events.stream().filter(CallEnded.class::isInstance).map(CallEnded.class::cast).toList();
  }

  /** How a call ended; its caller may know before the engine does. */
  CallEnded end(String id) {
    long bound = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < bound) {
      for (CallEnded end : ends()) {
        if (end.call().endpoint().family().equals(id)) {
          return end;
        }
      }
      Thread.yield();
    }
    throw new AssertionError("call " + id + " has not ended");
  }

  @Override
  public void close() {
    lab.close();
  }
}
