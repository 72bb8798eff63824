package dev.holdfast.call;

import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drives one call in virtual time against a scripted upstream, and keeps what happened. */
final class CallWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  static final EndpointKey SELF = new EndpointKey("https://up.test", "/v1/messages", "opus-5");
  private static final int ENDLESS = 5_000;

  /** One answer of the upstream, and how long it takes. */
  record Turn(Duration took, Outcome outcome) {
    static Turn quick(Outcome outcome) {
      return new Turn(Duration.ofMillis(50), outcome);
    }

    static Turn after(double seconds, Outcome outcome) {
      return new Turn(Duration.ofMillis(Math.round(seconds * 1000)), outcome);
    }
  }

  final List<CallEvent> events = new ArrayList<>();
  final Call call;
  private final List<Turn> script;
  private Instant now = START;
  private @Nullable Finish end;

  private CallWorld(Route route, Terms terms, Engine engine, List<Turn> script) {
    this.script = script;
    Listener both = engine.listener().and(events::add);
    Engine heard = new Engine(engine.policy(), engine.random(), both, engine.outlook());
    call = new Call("call-1", route, terms, heard, now);
  }

  /** A call on a route of its own; the script goes by attempts, wherever they are sent. */
  static CallWorld on(Route route, Terms terms, Engine engine, List<Turn> script) {
    return new CallWorld(route, terms, engine, script);
  }

  /** A call that was not started; the last turn of the script lasts. */
  static CallWorld ready(Policy policy, Terms terms, long seed, List<Turn> script) {
    Random random = new Random(seed);
    Endpoint endpoint = new Endpoints(policy, random).of(SELF);
    Engine engine = new Engine(policy, random, Listener.NONE);
    return new CallWorld(Route.to(endpoint), terms, engine, script);
  }

  /** A whole call under the standard policy, against quick answers of which the last one lasts. */
  static CallWorld run(long seed, Outcome... lasting) {
    return run(Terms.DEFAULT, seed, quick(lasting));
  }

  static CallWorld run(Terms terms, long seed, List<Turn> script) {
    return ready(Policy.defaults(), terms, seed, script).run();
  }

  static List<Turn> quick(Outcome... outcomes) {
    return List.of(outcomes).stream().map(Turn::quick).toList();
  }

  CallWorld run() {
    Step step = call.start(now);
    for (int i = 0; !(step instanceof Finish); i++) {
      if (i > ENDLESS) {
        throw new AssertionError("endless: " + events.subList(0, 20));
      }
      step = carryOut(step);
    }
    end = (Finish) step;
    return this;
  }

  /** Does what a driver does with one step, and returns the next one. */
  Step carryOut(Step step) {
    if (step instanceof Send send) {
      Turn turn = script.get(Math.min(send.attempt(), script.size()) - 1);
      Instant due = now.plus(turn.took());
      if (send.deadline() != null && due.isAfter(send.deadline())) {
        now = now.isAfter(send.deadline()) ? now : send.deadline();
        return call.settle(now, new Outcome.Cancelled(Phase.SENT));
      }
      now = due;
      return call.settle(now, turn.outcome());
    }
    // Alone in the queue, a held call is never woken by another one.
    now = now.plus(step instanceof Hold hold ? hold.atMost() : ((Wait) step).pause());
    return call.resume(now);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Ending ending() {
    return end == null ? new Ending.Cancelled() : end.ending();
  }

  Reason reason() {
    return ending().reason();
  }

  @Nullable Instant retryAt() {
    return ending() instanceof Ending.Failed failed ? failed.retryAt() : null;
  }

  int attempts() {
    return starts().size();
  }

  /** When attempts started, since the start of the call. */
  List<Duration> starts() {
    return of(AttemptStarted.class).map(e -> Duration.between(START, e.at())).toList();
  }

  List<AttemptEnded> ended() {
    return of(AttemptEnded.class).toList();
  }

  List<CallEnded> ends() {
    return of(CallEnded.class).toList();
  }

  /** The pauses decided, in order. */
  List<Duration> pauses() {
    return of(AttemptEnded.class)
        .map(e -> e.result().decision())
        .filter(Decision.Retry.class::isInstance)
        .map(d -> ((Decision.Retry) d).pause())
        .toList();
  }

  List<Reason> reasons() {
    return of(AttemptEnded.class).map(e -> e.result().decision().reason()).toList();
  }

  /** The families of the places attempts were sent to. */
  List<String> places() {
    return of(AttemptStarted.class).map(e -> e.call().endpoint().family()).toList();
  }

  /** The keys attempts were sent with. */
  List<String> callers() {
    return of(AttemptStarted.class).map(e -> e.call().caller().key()).toList();
  }

  /** Why the call went on, each time. */
  List<Reason> detours() {
    return of(CallFellBack.class).map(CallFellBack::reason).toList();
  }

  private <E extends CallEvent> Stream<E> of(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  /** Any kind of answer under a name, for scripts drawn at random. */
  static List<Outcome> anything() {
    return List.of(
        Answers.OK,
        Answers.status(400),
        Answers.status(429),
        Answers.status(429, "retry-after", "2"),
        Answers.status(500),
        Answers.status(500, "retry-after", "1"),
        Answers.status(502),
        Answers.status(503, "retry-after", "0"),
        Answers.status(504),
        Answers.status(529, "x-should-retry", "true"),
        Answers.status(529, "retry-after-ms", "1"),
        Answers.status(529, "retry-after", "20"),
        Answers.event("overloaded_error"),
        Answers.event("api_error"),
        Answers.status(777),
        Answers.STALE,
        Answers.REFUSED_CONNECTION);
  }
}
