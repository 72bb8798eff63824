package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The breaker as it opens, counts trials and is closed by hand, with calls coming and going. */
public final class BreakerStress {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private BreakerStress() {}

  /** One that has seen so many failures in a row, and as many permits more. */
  private static final class Failing {
    final Breaker breaker = new Breaker(BreakerPolicy.defaults(), new Random(1));
    final Permit permit;

    Failing(int failures, Result result) {
      permit = (Permit) breaker.admit(NOW, Priority.INTERACTIVE, true);
      for (int i = 0; i < failures; i++) {
        breaker.admit(NOW, Priority.INTERACTIVE, true);
        breaker.settle(NOW, permit, result, NOW, i);
      }
    }

    void settle(Result result, Object call) {
      breaker.settle(NOW, permit, result, NOW, call);
    }

    int state() {
      return breaker.standing(NOW).state().ordinal();
    }
  }

  /** The eighth and the ninth failure at once. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It is open, once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A failure was lost, or the late one counted.")
  @State
  public static class Opening {
    private final Failing world = new Failing(7, Result.FAILURE);

    /** Fails. */
    @Actor
    public void one() {
      world.settle(Result.FAILURE, "a");
    }

    /** Fails too. */
    @Actor
    public void other() {
      world.settle(Result.FAILURE, "b");
    }

    /** Looks. */
    @Arbiter
    public void look(I_Result result) {
      result.r1 = world.state();
    }
  }

  /** A success comes with the eighth failure. */
  @JCStressTest
  @Outcome(
      id = {"0", "1"},
      expect = Expect.ACCEPTABLE,
      desc = "Whichever came first.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Neither open nor closed.")
  @State
  public static class RunEnding {
    private final Failing world = new Failing(7, Result.FAILURE);

    /** Fails. */
    @Actor
    public void fail() {
      world.settle(Result.FAILURE, "a");
    }

    /** Succeeds. */
    @Actor
    public void succeed() {
      world.settle(Result.SUCCESS, "b");
    }

    /** Looks. */
    @Arbiter
    public void look(I_Result result) {
      result.r1 = world.state();
    }
  }

  /** Someone arrives just when it opens. */
  @JCStressTest
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It went, or keeps time for the gate.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Held, and nobody keeps time.")
  @State
  public static class Arriving {
    private final Failing world = new Failing(7, Result.FAILURE);
    private @Nullable Admission answer;

    /** Fails. */
    @Actor
    public void fail() {
      world.settle(Result.FAILURE, "a");
    }

    /** Arrives. */
    @Actor
    public void arrive() {
      answer = world.breaker.admit(NOW, Priority.INTERACTIVE, true);
    }

    /** Looks. */
    @Arbiter
    public void look(Z_Result result) {
      boolean timed = answer instanceof Held held && held.until().isBefore(Instant.MAX);
      result.r1 = answer instanceof Permit || timed;
    }
  }

  /** Two ask for the last of the ten trials. */
  @JCStressTest
  @Outcome(id = "3, true", expect = Expect.ACCEPTABLE, desc = "One has it.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Both or none.")
  @State
  public static class LastTrial {
    private static final Instant LATER = NOW.plus(Duration.ofSeconds(13));
    private final Failing world = new Failing(8, Result.SLOW_FAILURE);
    private @Nullable Admission one;
    private @Nullable Admission other;

    /** Nine trials are under way. */
    public LastTrial() {
      for (int i = 0; i < 9; i++) {
        world.breaker.admit(LATER, Priority.INTERACTIVE, true);
      }
    }

    /** Asks. */
    @Actor
    public void one() {
      one = world.breaker.admit(LATER, Priority.INTERACTIVE, true);
    }

    /** Asks too. */
    @Actor
    public void other() {
      other = world.breaker.admit(LATER, Priority.INTERACTIVE, true);
    }

    /** Looks. */
    @Arbiter
    public void look(IZ_Result result) {
      result.r1 = world.breaker.standing(LATER).state().ordinal();
      result.r2 = one instanceof Permit ^ other instanceof Permit;
    }
  }

  /** Somebody closes it by hand just when someone is held. */
  @JCStressTest
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It went, or was told.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Held by a breaker that is closed.")
  @State
  public static class Forcing {
    private final Gated gate = new Gated();
    private @Nullable Admission answer;

    /** Closes by hand. */
    @Actor
    public void force() {
      gate.breaker.force(gate.now, false, gate.now.plusSeconds(60));
    }

    /** Arrives. */
    @Actor
    public void arrive() {
      answer = gate.breaker.admit(gate.now, Priority.INTERACTIVE, true);
    }

    /** Looks. */
    @Arbiter
    public void look(Z_Result result) {
      result.r1 = answer instanceof Permit || (answer instanceof Held h && h.ticket().fired());
    }
  }
}
