package dev.holdfast.gateway.relay;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/** The cap over all bodies holds, and nobody is refused for what nobody has. */
public final class ReplayMemoryStress {
  private ReplayMemoryStress() {}

  /** Two want more than half. */
  @JCStressTest
  @Outcome(
      id = {"true, false, 6", "false, true, 6"},
      expect = Expect.ACCEPTABLE,
      desc = "One has.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Both or none, or a wrong sum.")
  @State
  public static class Full {
    private final ReplayMemory memory = new ReplayMemory(10);

    /** Reserves. */
    @Actor
    public void one(ZZJ_Result result) {
      result.r1 = memory.reserve(6);
    }

    /** Reserves too. */
    @Actor
    public void other(ZZJ_Result result) {
      result.r2 = memory.reserve(6);
    }

    /** Counts. */
    @Arbiter
    public void count(ZZJ_Result result) {
      result.r3 = memory.used();
    }
  }

  /** One asks for too much while another asks for what is there. */
  @JCStressTest
  @Outcome(id = "false, true, 2", expect = Expect.ACCEPTABLE, desc = "Only what fits is taken.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Refused for what nobody has, or a wrong sum.")
  @State
  public static class TooMuch {
    private final ReplayMemory memory = new ReplayMemory(10);

    /** Reserves too much. */
    @Actor
    public void greedy(ZZJ_Result result) {
      result.r1 = memory.reserve(11);
    }

    /** Reserves what is there. */
    @Actor
    public void modest(ZZJ_Result result) {
      result.r2 = memory.reserve(2);
    }

    /** Counts. */
    @Arbiter
    public void count(ZZJ_Result result) {
      result.r3 = memory.used();
    }
  }

  /** One gives back while another asks. */
  @JCStressTest
  @Outcome(
      id = {"false, true, 6", "false, false, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "In turn.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A wrong sum.")
  @State
  public static class Given {
    private final ReplayMemory memory = new ReplayMemory(10);

    /** All but little is taken. */
    public Given() {
      memory.reserve(8);
    }

    /** Gives back. */
    @Actor
    public void release() {
      memory.release(8);
    }

    /** Reserves. */
    @Actor
    public void reserve(ZZJ_Result result) {
      result.r2 = memory.reserve(6);
    }

    /** Counts. */
    @Arbiter
    public void count(ZZJ_Result result) {
      result.r3 = memory.used();
    }
  }
}
