package dev.holdfast.call;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.preflight.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** More calls than an account's rate limits allow, in virtual time. */
final class RushWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  /** What became of a call. */
  record Done(Priority priority, Instant came, Duration waited, int attempts, Ending ending) {
    boolean answered() {
      return ending instanceof Ending.Answered;
    }
  }

  private record Task(Instant due, long order, Runnable what) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private final List<Done> done = new ArrayList<>();
  private final Random random;
  private final Engine engine;
  private final Endpoint endpoint;
  private final LimitedUpstream upstream;
  private Instant now = START;
  private long order;
  private Instant closedUntil = START;
  private int calls;
  private int early;

  RushWorld(Policy policy, long seed, LimitedUpstream upstream) {
    this.random = new Random(seed);
    this.engine = new Engine(policy, random, Listener.NONE);
    EndpointKey key = new EndpointKey("https://up.test", "/v1/messages", "opus-5");
    this.endpoint = new Endpoints(policy, random).of(key);
    this.upstream = upstream;
  }

  /** Lets calls arrive at random for a while, one in ten critical, and runs until all are over. */
  List<Done> run(double perMinute, Duration time) {
    double at = 0;
    while (at < time.toSeconds()) {
      at += -Math.log(1 - random.nextDouble()) * 60 / perMinute;
      schedule(START.plusNanos((long) (at * 1e9)), this::arrive);
    }
    while (!tasks.isEmpty()) {
      Task next = tasks.remove();
      now = next.due();
      next.what().run();
    }
    return done;
  }

  private void schedule(Instant due, Runnable what) {
    tasks.add(new Task(due, order++, what));
  }

  private void arrive() {
    Priority priority = random.nextInt(10) == 0 ? Priority.CRITICAL : Priority.INTERACTIVE;
    // Lognormal with a median of 500 tokens; guessed from its bytes, which is off by a third.
    long tokens = Math.round(500 * Math.exp(random.nextGaussian()));
    long guess = Math.round(tokens * (0.67 + 0.67 * random.nextDouble()));
    Terms terms =
        Terms.DEFAULT
            .with(Terms.DEFAULT.hold(), priority)
            .by(Caller.of("alice", null))
            .with(new Extent(guess, true));
    Call call = new Call("call-" + ++calls, Route.to(endpoint), terms, engine, now);
    Instant came = now;
    perform(new Running(call, priority, tokens, came), call.start(now));
  }

  private void answered(Running running, Outcome outcome) {
    String hint = ((Answered) outcome).headers().first("retry-after");
    Instant until = now.plusSeconds(hint == null ? 0 : Long.parseLong(hint));
    closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    perform(running, running.call().settle(now, outcome));
  }

  /** How many attempts started although the upstream had said to stay away. */
  int early() {
    return early;
  }

  private record Running(Call call, Priority priority, long tokens, Instant came) {}

  private void perform(Running running, Step step) {
    Call call = running.call();
    if (step instanceof Send) {
      early += now.isBefore(closedUntil) ? 1 : 0;
      Outcome outcome = upstream.answer(now, running.tokens());
      Instant back = now.plusMillis(300 + random.nextInt(2_000));
      schedule(back, () -> answered(running, outcome));
    } else if (step instanceof Wait wait) {
      schedule(now.plus(wait.pause()), () -> perform(running, call.resume(now)));
    } else if (step instanceof Hold hold) {
      AtomicBoolean once = new AtomicBoolean();
      Runnable wake =
          () -> {
            if (once.compareAndSet(false, true)) {
              perform(running, call.resume(now));
            }
          };
      schedule(now.plus(hold.atMost()), wake);
      hold.ticket().onFire(() -> schedule(now, wake));
    } else {
      Ending ending = ((Finish) step).ending();
      done.add(
          new Done(running.priority(), running.came(), call.waited(), call.attempts(), ending));
    }
  }
}
