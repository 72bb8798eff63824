package dev.holdfast.breaker;

import dev.holdfast.breaker.RollingWindow.Counts;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A window's word takes what two threads add at once, also the first of its second. */
public final class WindowStress {
  private static final Instant OLD = Instant.ofEpochSecond(1_000_000);
  private static final Instant NOW = OLD.plusSeconds(32);

  private WindowStress() {}

  private static RollingWindow used() {
    RollingWindow window = new RollingWindow();
    window.start(OLD);
    window.fail(OLD);
    return window;
  }

  private static void read(RollingWindow window, Instant second, II_Result result) {
    Counts counts = window.second(second.getEpochSecond());
    result.r1 = (int) counts.starts();
    result.r2 = (int) counts.failures();
  }

  /** A start and a failure in a slice that still holds what is long past. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both count, the past does not.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A count was lost, or the past came back.")
  @State
  public static class FirstOfASecond {
    private final RollingWindow window = used();

    /** Starts. */
    @Actor
    public void start() {
      window.start(NOW);
    }

    /** Fails. */
    @Actor
    public void fail() {
      window.fail(NOW);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      read(window, NOW, result);
    }
  }

  /** Two starts in a slice in use. */
  @JCStressTest
  @Outcome(id = "3, 1", expect = Expect.ACCEPTABLE, desc = "Both count.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A count was lost.")
  @State
  public static class SameSecond {
    private final RollingWindow window = used();

    /** Starts. */
    @Actor
    public void one() {
      window.start(OLD);
    }

    /** Starts too. */
    @Actor
    public void other() {
      window.start(OLD);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      read(window, OLD, result);
    }
  }

  /** A thread whose clock is a round behind meets one that is not. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The present came last.")
  @Outcome(
      id = "0, 0",
      expect = Expect.ACCEPTABLE,
      desc = "The past came last; the present is gone.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "The past was counted as present.")
  @State
  public static class Late {
    private final RollingWindow window = new RollingWindow();

    /** Starts now. */
    @Actor
    public void start() {
      window.start(NOW);
    }

    /** Fails in the past. */
    @Actor
    public void late() {
      window.fail(OLD);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      read(window, NOW, result);
    }
  }
}
