package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Held;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The gate: every grant is picked up or comes back, and nobody sleeps through the end. */
public final class GateStress {
  private GateStress() {}

  /** Whoever was told to wait has been woken, or will look at the clock itself. */
  private static boolean awake(Held held) {
    return held.ticket().fired() || held.until().isBefore(Instant.MAX);
  }

  /** Someone leaves just when a success would let it go. */
  @JCStressTest
  @Outcome(id = "0, 3", expect = Expect.ACCEPTABLE, desc = "All three credits are there.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A grant was lost.")
  @State
  public static class Leaving {
    private final Gated gate = new Gated();
    private final Held held = gate.hold();

    /** Pays. */
    @Actor
    public void success() {
      gate.settle(gate.probe, Result.SUCCESS);
    }

    /** Leaves. */
    @Actor
    public void leave() {
      gate.breaker.leave(gate.now, held.place());
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      Standing standing = gate.breaker.standing(gate.now);
      result.r1 = standing.held();
      result.r2 = (int) standing.credits();
    }
  }

  /** Someone asks again, for no reason, just when a success lets it go. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "It has its grant, or is woken for it.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "It sleeps, or was granted twice.")
  @State
  public static class AskingAgain {
    private final Gated gate = new Gated();
    private final Held held = gate.hold();
    private @Nullable Admission answer;

    /** Pays. */
    @Actor
    public void success() {
      gate.settle(gate.probe, Result.SUCCESS);
    }

    /** Asks. */
    @Actor
    public void again() {
      answer = gate.breaker.again(gate.now, held.place());
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      boolean granted = answer instanceof Permit;
      boolean woken = answer instanceof Held wait && wait.ticket().fired();
      result.r1 = granted || woken ? 1 : 0;
      result.r2 = (int) gate.breaker.standing(gate.now).credits();
    }
  }

  /** A waker is registered just when a success fires the ticket. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Woken once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost or came twice.")
  @State
  public static class Registering {
    private final Gated gate = new Gated();
    private final Held held = gate.hold();
    private final AtomicInteger wakes = new AtomicInteger();

    /** Pays. */
    @Actor
    public void success() {
      gate.settle(gate.probe, Result.SUCCESS);
    }

    /** Registers. */
    @Actor
    public void register() {
      held.ticket().onFire(wakes::incrementAndGet);
    }

    /** Counts. */
    @Arbiter
    public void count(I_Result result) {
      result.r1 = wakes.get();
    }
  }

  /** The leader leaves just when the next one asks again. */
  @JCStressTest
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Somebody keeps time.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "All sleep.")
  @State
  public static class LeaderLeaving {
    private final Gated gate = new Gated();
    private final Held leader = gate.hold();
    private final Held next = gate.hold();
    private @Nullable Admission answer;

    /** Leaves. */
    @Actor
    public void leave() {
      gate.breaker.leave(gate.now, leader.place());
    }

    /** Asks. */
    @Actor
    public void again() {
      answer = gate.breaker.again(gate.now, next.place());
    }

    /** Looks. */
    @Arbiter
    public void look(Z_Result result) {
      result.r1 = answer instanceof Held held && awake(held);
    }
  }

  /** Someone is held just when it turns slow and nobody is held any more. */
  @JCStressTest
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Told, or turned away at once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Held for ever.")
  @State
  public static class TurningSlow {
    private final Gated gate = new Gated();
    private final Permit second = gate.succeed(1);
    private @Nullable Admission answer;

    /** The first of two slow failures has come. */
    public TurningSlow() {
      Permit first = (Permit) gate.breaker.admit(gate.now, Priority.INTERACTIVE, true);
      gate.breaker.admit(gate.now, Priority.INTERACTIVE, true);
      gate.settle(first, Result.SLOW_FAILURE);
    }

    /** Fails slowly. */
    @Actor
    public void fail() {
      gate.settle(second, Result.SLOW_FAILURE);
    }

    /** Arrives. */
    @Actor
    public void arrive() {
      answer = gate.breaker.admit(gate.now, Priority.INTERACTIVE, true);
    }

    /** Looks. */
    @Arbiter
    public void look(Z_Result result) {
      boolean shut = gate.breaker.standing(gate.now).state() == dev.holdfast.breaker.State.DRAINING;
      boolean told = !(answer instanceof Held held) || held.ticket().fired();
      result.r1 = shut && told;
    }
  }

  /** Someone arrives just when the twentieth success closes the gate. */
  @JCStressTest
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It may go.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Held by a breaker that is closed.")
  @State
  public static class Closing {
    private final Gated gate = new Gated();
    private final Permit last = gate.succeed(19);
    private @Nullable Admission answer;

    /** Succeeds. */
    @Actor
    public void succeed() {
      gate.settle(last, Result.SUCCESS);
    }

    /** Arrives. */
    @Actor
    public void arrive() {
      answer = gate.breaker.admit(gate.now, Priority.INTERACTIVE, true);
    }

    /** Looks. */
    @Arbiter
    public void look(Z_Result result) {
      result.r1 = answer instanceof Permit || (answer instanceof Held held && awake(held));
    }
  }
}
