package dev.holdfast.breaker;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A ticket wakes its call once, whoever comes first. */
public final class TicketStress {
  private TicketStress() {}

  /** Fired while its waker registers. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Woken once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost or came twice.")
  @State
  public static class Registering {
    private final Ticket ticket = new Ticket();
    private final AtomicInteger wakes = new AtomicInteger();

    /** Fires. */
    @Actor
    public void fire() {
      ticket.fire();
    }

    /** Registers. */
    @Actor
    public void register() {
      ticket.onFire(wakes::incrementAndGet);
    }

    /** Counts. */
    @Arbiter
    public void count(I_Result result) {
      result.r1 = wakes.get();
    }
  }

  /** Fired by two at once. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Woken once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost or came twice.")
  @State
  public static class Twice {
    private final Ticket ticket = new Ticket();
    private final AtomicInteger wakes = new AtomicInteger();

    /** Somebody waits. */
    public Twice() {
      ticket.onFire(wakes::incrementAndGet);
    }

    /** Fires. */
    @Actor
    public void one() {
      ticket.fire();
    }

    /** Fires too. */
    @Actor
    public void other() {
      ticket.fire();
    }

    /** Counts. */
    @Arbiter
    public void count(I_Result result) {
      result.r1 = wakes.get();
    }
  }
}
