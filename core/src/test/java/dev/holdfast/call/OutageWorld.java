package dev.holdfast.call;

import dev.holdfast.breaker.Standing;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Many calls at once against one endpoint in virtual time: one more driver of the same machine.
 * What the upstream answers depends on the moment; calls arrive at random.
 */
final class OutageWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  /** What the upstream does with a request that arrives at a moment. */
  interface Upstream {
    Reply at(Duration sinceStart, Random random);
  }

  /** An answer and how long it takes. */
  record Reply(Outcome outcome, Duration takes) {}

  /** What became of the calls that arrived in the fault, and of their attempts. */
  record Tally(int calls, int answered, int attempts) {
    double success() {
      return (double) answered / calls;
    }

    double attemptsPerCall() {
      return (double) attempts / calls;
    }
  }

  private record Task(Instant due, long order, Runnable what) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private final Random random;
  private final Engine engine;
  private final Endpoint endpoint;
  private final Upstream upstream;
  private final Duration faultFrom;
  private final Duration faultTo;
  private Instant now = START;
  private long order;
  private int calls;
  private int answered;
  private int attempts;
  private int open;
  private @Nullable Duration leaves;
  private final Set<Call> ended = Collections.newSetFromMap(new IdentityHashMap<>());

  OutageWorld(Policy policy, long seed, Upstream upstream, Duration faultFrom, Duration faultTo) {
    this(policy, seed, upstream, faultFrom, faultTo, Listener.NONE);
  }

  OutageWorld(
      Policy policy,
      long seed,
      Upstream upstream,
      Duration faultFrom,
      Duration faultTo,
      Listener listener) {
    this.random = new Random(seed);
    this.engine = new Engine(policy, random, listener);
    EndpointKey key = new EndpointKey("https://up.test", "/v1/messages", "opus-5");
    this.endpoint = new Endpoints(policy, random).of(key);
    this.upstream = upstream;
    this.faultFrom = faultFrom;
    this.faultTo = faultTo;
  }

  /** Lets calls arrive for a while, then runs until nothing is left to do. */
  Tally run(double perSecond, Duration arrivals, Terms terms) {
    return run(second -> perSecond, arrivals, terms);
  }

  /** The same at a rate that changes: so many calls a second at each second. */
  Tally run(DoubleUnaryOperator perSecond, Duration arrivals, Terms terms) {
    double at = 0;
    int id = 0;
    while (at < arrivals.toMillis() / 1000.0) {
      at += -Math.log(1 - random.nextDouble()) / perSecond.applyAsDouble(at);
      String name = "call-" + ++id;
      schedule(START.plusNanos((long) (at * 1e9)), () -> arrive(name, terms));
    }
    while (!tasks.isEmpty()) {
      Task next = tasks.remove();
      now = next.due();
      next.what().run();
    }
    return new Tally(calls, answered, attempts);
  }

  /** From now on callers leave after a while, without having said so before. */
  OutageWorld leavingAfter(Duration time) {
    leaves = time;
    return this;
  }

  /** How many calls never ended, and where the breaker stands after all is over. */
  int open() {
    return open;
  }

  Standing standing() {
    return endpoint.breaker().standing(now);
  }

  private void schedule(Instant due, Runnable what) {
    tasks.add(new Task(due.isBefore(now) ? now : due, order++, what));
  }

  private boolean inFault(Instant at) {
    Duration since = Duration.between(START, at);
    return since.compareTo(faultFrom) >= 0 && since.compareTo(faultTo) < 0;
  }

  private void arrive(String id, Terms terms) {
    boolean counted = inFault(now);
    calls += counted ? 1 : 0;
    open++;
    Call call = new Call(id, Route.to(endpoint), terms, engine, now);
    if (leaves != null) {
      schedule(now.plus(leaves), () -> perform(call, call.cancel(now), counted));
    }
    perform(call, call.start(now), counted);
  }

  private void perform(Call call, Step step, boolean counted) {
    if (step instanceof Send send) {
      attempts += inFault(now) ? 1 : 0;
      Reply reply = upstream.at(Duration.between(START, now), random);
      Instant due = now.plus(reply.takes());
      boolean late = send.deadline() != null && due.isAfter(send.deadline());
      Outcome outcome = late ? new Cancelled(Phase.SENT) : reply.outcome();
      Runnable settle = () -> perform(call, call.settle(now, outcome), counted);
      schedule(late ? send.deadline() : due, settle);
    } else if (step instanceof Wait wait) {
      schedule(now.plus(wait.pause()), () -> perform(call, call.resume(now), counted));
    } else if (step instanceof Hold hold) {
      hold(call, hold, counted);
    } else if (ended.add(call)) {
      open--;
      answered += counted && ((Finish) step).ending() instanceof Ending.Answered ? 1 : 0;
    }
  }

  private void hold(Call call, Hold hold, boolean counted) {
    AtomicBoolean once = new AtomicBoolean();
    Runnable wake =
        () -> {
          if (once.compareAndSet(false, true)) {
            perform(call, call.resume(now), counted);
          }
        };
    schedule(now.plus(hold.atMost()), wake);
    hold.ticket().onFire(() -> schedule(now, wake));
  }
}
