package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A breaker with its gate up, one send under way through it, no credit left, no probe due. */
final class Gated {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  final Breaker breaker = new Breaker(BreakerPolicy.defaults(), new Random(1));

  /** A moment a little after the last probe was let through. */
  final Instant now;

  final Permit probe;

  Gated() {
    fail(8, START);
    Instant due = START.plusSeconds(5);
    probe = (Permit) breaker.admit(due, Priority.INTERACTIVE, true);
    now = due.plusMillis(50);
  }

  /** Lets so many more sends succeed; tells the one that is under way then. */
  Permit succeed(int successes) {
    Permit sent = probe;
    for (int i = 0; i < successes; i++) {
      settle(sent, Result.SUCCESS);
      sent = (Permit) breaker.admit(now, Priority.INTERACTIVE, true);
    }
    return sent;
  }

  private void fail(int times, Instant at) {
    for (int i = 0; i < times; i++) {
      Permit permit = (Permit) breaker.admit(at, Priority.INTERACTIVE, true);
      breaker.settle(at, permit, Result.FAILURE, at, i);
    }
  }

  Held hold() {
    return (Held) breaker.admit(now, Priority.INTERACTIVE, true);
  }

  void settle(Permit permit, Result result) {
    breaker.settle(now, permit, result, now.minus(Duration.ofMillis(50)), "call");
  }
}
