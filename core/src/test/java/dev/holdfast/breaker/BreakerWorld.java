package dev.holdfast.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One breaker in virtual time, with words for what happens to it. */
final class BreakerWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  /** A send that was let through and has not come back. */
  record Sent(Permit permit, Instant at, Object call) {}

  final Breaker breaker;
  Instant now = START;
  private int calls;

  BreakerWorld(BreakerPolicy policy, long seed) {
    breaker = new Breaker(policy, new Random(seed));
  }

  BreakerWorld() {
    this(BreakerPolicy.defaults(), 1);
  }

  /** Eight quick failures in a row opened it: the gate is up, without a credit. */
  static BreakerWorld gated(long seed) {
    BreakerWorld world = new BreakerWorld(BreakerPolicy.defaults(), seed);
    world.fail(8, Result.FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
    return world;
  }

  static BreakerWorld gated() {
    return gated(1);
  }

  /** Eight slow failures in a row opened it: it drains. */
  static BreakerWorld draining(long seed) {
    BreakerWorld world = new BreakerWorld(BreakerPolicy.defaults(), seed);
    world.fail(8, Result.SLOW_FAILURE);
    assertThat(world.state()).isEqualTo(State.DRAINING);
    return world;
  }

  void pass(double seconds) {
    now = now.plusNanos(Math.round(seconds * 1e9));
  }

  State state() {
    return breaker.standing(now).state();
  }

  int held() {
    return breaker.standing(now).held();
  }

  long credits() {
    return breaker.standing(now).credits();
  }

  Admission ask(Priority priority, boolean mayHold) {
    return breaker.admit(now, priority, mayHold);
  }

  /** A call that may be held asks, and must be let through. */
  Sent send() {
    return sent(ask(Priority.INTERACTIVE, true));
  }

  List<Sent> send(int times) {
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(send());
    }
    return all;
  }

  Sent sent(Admission answer) {
    assertThat(answer).isInstanceOf(Permit.class);
    return new Sent((Permit) answer, now, "call-" + ++calls);
  }

  /** A call asks, and must be held. */
  Held hold(Priority priority) {
    Admission answer = ask(priority, true);
    assertThat(answer).isInstanceOf(Held.class);
    return (Held) answer;
  }

  Held hold() {
    return hold(Priority.INTERACTIVE);
  }

  /** A call asks, and must be turned away. */
  Duration refused() {
    Admission answer = ask(Priority.INTERACTIVE, true);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).retryIn();
  }

  Admission again(Held held) {
    return breaker.again(now, held.place());
  }

  void leave(Held held) {
    breaker.leave(now, held.place());
  }

  void settle(Sent sent, Result result) {
    breaker.settle(now, sent.permit(), result, sent.at(), sent.call());
  }

  /** The answer of a send that had been a success broke off. */
  void breakOff(Sent sent) {
    boolean slow = sent.at().plusSeconds(2).isBefore(now);
    breaker.brokeOff(now, slow, sent.at(), sent.call());
  }

  /** So many sends of as many calls start now and end at once. */
  void fail(int times, Result result) {
    send(times).forEach(sent -> settle(sent, result));
  }

  /** Fails so many, with a success after every second one, so that no run gets long. */
  void failMixed(List<Sent> sends, int failures, Result result) {
    int next = 0;
    for (int i = 0; i < failures; i++) {
      settle(sends.get(next++), result);
      if (i % 2 == 1 && next + failures - i <= sends.size()) {
        settle(sends.get(next++), Result.SUCCESS);
      }
    }
  }

  /** Has successes pay the gate until so many credits are there. */
  void credit(int credits) {
    while (credits() < credits) {
      pass(credits() == 0 ? 1.25 : 0.1);
      settle(send(), Result.SUCCESS);
    }
  }
}
