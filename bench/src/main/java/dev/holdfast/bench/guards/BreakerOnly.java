package dev.holdfast.bench.guards;

import dev.holdfast.breaker.Admission;
import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.breaker.Permit;
import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.Result;
import dev.holdfast.drive.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Holdfast's breaker by itself. Its time is an argument, so it is measured twice: with the time
 * given, and with a clock read before and after, as others' breakers read it within.
 */
@State(Scope.Benchmark)
public class BreakerOnly {
  private static final Object CALL = new Object();

  private final Timekeeper time = new Timekeeper();
  private final Breaker closed = new Breaker(BreakerPolicy.defaults(), time.random());
  private final Breaker forced = new Breaker(BreakerPolicy.defaults(), time.random());
  private final Instant then = time.now();

  /** For JMH. */
  public BreakerOnly() {}

  /** Opens one of the two by hand. */
  @Setup
  public void open() {
    forced.force(then, true, then.plus(Duration.ofDays(1)));
  }

  /** The clock alone, twice, as a yardstick. */
  @Benchmark
  public long clockTwice() {
    return System.nanoTime() + System.nanoTime();
  }

  /** Leave to send, and a success. */
  @Benchmark
  public Permit admitAndSettle() {
    Permit permit = (Permit) closed.admit(then, Priority.INTERACTIVE, true);
    closed.settle(then, permit, Result.SUCCESS, then, CALL);
    return permit;
  }

  /** The same with the clock read before and after. */
  @Benchmark
  public Permit admitAndSettleWithClock() {
    Instant sent = time.now();
    Permit permit = (Permit) closed.admit(sent, Priority.INTERACTIVE, true);
    closed.settle(time.now(), permit, Result.SUCCESS, sent, CALL);
    return permit;
  }

  /** No leave: opened by hand. */
  @Benchmark
  public Admission refuse() {
    return forced.admit(then, Priority.INTERACTIVE, true);
  }

  /** The same with the clock read once. */
  @Benchmark
  public Admission refuseWithClock() {
    return forced.admit(time.now(), Priority.INTERACTIVE, true);
  }
}
