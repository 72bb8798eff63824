package dev.holdfast.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.breaker.NaiveBreaker.Caller;
import dev.holdfast.breaker.NaiveBreaker.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives, each lived by the breaker and by {@link NaiveBreaker}: after every
 * step both must have given the same answer, woken the same callers and stand at the same place.
 * Every grant must have been picked up or have gone back.
 */
class BreakerModelTest {
  /** {@code -Dholdfast.lives=100000} for a night. */
  private static final int LIVES = Integer.getInteger("holdfast.lives", 2000);

  private static final int STEPS = 150;
  private static final Result[] RESULTS = Result.values();

  @Test
  void itSaysWhatAListOfAllThatHappenedWouldSay() {
    Map<State, Integer> seen = new EnumMap<>(State.class);
    for (long seed = 1; seed <= LIVES; seed++) {
      Life life = new Life(seed);
      for (int step = 0; step < STEPS; step++) {
        life.step();
        seen.merge(life.naive.state, 1, Integer::sum);
      }
      life.end();
    }
    assertThat(seen).as("lives that go everywhere").hasSize(State.values().length);
    assertThat(seen.values()).as("%s", seen).allMatch(steps -> steps > LIVES);
  }

  /** A send as both see it. */
  private record Sent(Permit real, Send naive, Instant at, Object call) {}

  /** A held call as both see it. */
  private record Waiting(Held real, Caller naive) {}

  /** One random life; a failure tells its seed and all its steps. */
  private static final class Life {
    private final long seed;
    private final Random dice;
    private final Breaker real;
    private final NaiveBreaker naive;
    private final List<Sent> flying = new ArrayList<>();
    private final List<Sent> streams = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    /** How this life's sends mostly end. */
    private final Result mood;

    private Instant now = BreakerWorld.START;

    Life(long seed) {
      this.seed = seed;
      this.dice = new Random(seed);
      this.mood = RESULTS[dice.nextInt(3)];
      this.real = new Breaker(BreakerPolicy.defaults(), new Random(~seed));
      this.naive = new NaiveBreaker(~seed);
    }

    void step() {
      pass();
      switch (dice.nextInt(20)) {
        case 0, 1, 2, 3 -> arrive(1 + dice.nextInt(3));
        case 4, 5 -> arrive(10);
        case 6, 7, 8, 9 -> settle(mood);
        case 10, 11 -> settle(RESULTS[dice.nextInt(RESULTS.length)]);
        case 12 -> burst();
        case 13 -> breakOff();
        case 14 -> leave();
        case 15 -> again();
        case 16 -> force();
        default -> tend();
      }
      compare();
    }

    private void say(String what) {
      story.add(Duration.between(BreakerWorld.START, now).toMillis() + " ms: " + what);
    }

    private void pass() {
      long millis =
          switch (dice.nextInt(12)) {
            case 0 -> 1000L + dice.nextInt(1000);
            case 1 -> dice.nextInt(10_000);
            case 2 -> dice.nextInt(40) == 0 ? 35_000 : 2000;
            case 3, 4, 5 -> dice.nextInt(300);
            default -> 0;
          };
      now = now.plusMillis(millis);
    }

    private void arrive(int calls) {
      for (int i = 0; i < calls; i++) {
        Priority priority = Priority.values()[dice.nextInt(3)];
        boolean mayHold = dice.nextInt(5) > 0;
        say("a call asks, " + priority + (mayHold ? "" : ", may not be held"));
        told(real.admit(now, priority, mayHold), naive.ask(now, priority, mayHold));
      }
    }

    private void told(Admission answer, Object same) {
      if (answer instanceof Permit permit) {
        same(permit.kind(), same instanceof Send send ? send.kind : same);
        flying.add(new Sent(permit, (Send) same, now, "call-" + dice.nextInt(5)));
      } else if (answer instanceof Held held) {
        same(held.until(), same instanceof Caller caller ? caller.until : same);
        waiting.add(new Waiting(held, (Caller) same));
      } else {
        same(((Refused) answer).retryIn(), same);
      }
    }

    private void settle(Result result) {
      if (!flying.isEmpty()) {
        settle(flying.remove(dice.nextInt(flying.size())), result);
      }
    }

    private void settle(Sent sent, Result result) {
      say(sent.real() + " comes back: " + result);
      real.settle(now, sent.real(), result, sent.at(), sent.call());
      naive.settle(now, sent.naive(), result, sent.at(), sent.call());
      if (result == Result.SUCCESS) {
        streams.add(sent);
      }
    }

    /** All that are under way come back, mostly alike. */
    private void burst() {
      for (Sent sent : List.copyOf(flying)) {
        flying.remove(sent);
        settle(sent, dice.nextInt(6) == 0 ? Result.SUCCESS : mood);
      }
    }

    private void breakOff() {
      if (!streams.isEmpty()) {
        Sent sent = streams.remove(dice.nextInt(streams.size()));
        boolean slow = dice.nextInt(4) == 0;
        say(sent.real() + " breaks off" + (slow ? ", slowly" : ""));
        real.brokeOff(now, slow, sent.at(), sent.call());
        naive.brokeOff(now, slow, sent.at(), sent.call());
      }
    }

    private void leave() {
      if (!waiting.isEmpty()) {
        Waiting one = waiting.remove(dice.nextInt(waiting.size()));
        say("a held call leaves");
        real.leave(now, one.real().place());
        naive.leave(now, one.naive());
      }
    }

    private void again() {
      if (!waiting.isEmpty()) {
        again(waiting.remove(dice.nextInt(waiting.size())));
      }
    }

    private void again(Waiting one) {
      say("a held call asks again");
      told(real.again(now, one.real().place()), naive.again(now, one.naive()));
    }

    /** Whoever was woken, or whose moment has come, asks again. */
    private void tend() {
      for (Waiting one : List.copyOf(waiting)) {
        if (one.real().ticket().fired() || !one.real().until().isAfter(now)) {
          waiting.remove(one);
          again(one);
          compare();
        }
      }
    }

    private void force() {
      if (dice.nextInt(12) == 0) {
        boolean open = dice.nextBoolean();
        Instant until = now.plusSeconds(1 + dice.nextInt(20));
        say("forced " + (open ? "open" : "closed"));
        real.force(now, open, until);
        naive.force(now, open, until);
      }
    }

    private void compare() {
      Standing standing = real.standing(now);
      naive.look(now);
      Instant since = naive.since.equals(Instant.MIN) ? null : naive.since;
      Standing same = new Standing(naive.state, since, naive.held(), naive.credits);
      // Whatever credits a gate that is gone had left mean nothing.
      long credits = naive.state == State.GATED ? standing.credits() : naive.credits;
      same(new Standing(standing.state(), standing.since(), standing.held(), credits), same);
      for (Waiting one : waiting) {
        same(one.real().ticket().fired(), one.naive().woken);
      }
    }

    private void same(Object real, Object naive) {
      if (!real.equals(naive)) {
        assertThat(real).as(this::story).isEqualTo(naive);
      }
    }

    /** Nobody is left: every grant was picked up or went back, and the upstream is fine again. */
    void end() {
      tend();
      for (Waiting one : List.copyOf(waiting)) {
        waiting.remove(one);
        real.leave(now, one.real().place());
        naive.leave(now, one.naive());
        compare();
      }
      same(real.standing(now).held(), 0);
    }

    private String story() {
      int from = Math.max(0, story.size() - 200);
      return "seed " + seed + "\n" + String.join("\n", story.subList(from, story.size())) + "\n";
    }
  }
}
