package dev.holdfast.bench.guards;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Failsafe: a retry around a circuit breaker, with our numbers. */
@State(Scope.Benchmark)
public class FailsafeCalls {
  private final CircuitBreaker<Work> closed = breaker();
  private final CircuitBreaker<Work> open = breaker();
  private final FailsafeExecutor<Work> guarded = Failsafe.with(retry(), closed);
  private final FailsafeExecutor<Work> refused = Failsafe.with(retry(), open);
  private final CheckedSupplier<Work> work = () -> Work.DONE;

  /** For JMH. */
  public FailsafeCalls() {}

  private static CircuitBreaker<Work> breaker() {
    return CircuitBreaker.<Work>builder()
        .withFailureRateThreshold(30, 20, Duration.ofSeconds(30))
        .withDelay(Duration.ofDays(1))
        .build();
  }

  private static RetryPolicy<Work> retry() {
    return RetryPolicy.<Work>builder()
        .abortOn(CircuitBreakerOpenException.class)
        .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(8))
        .withJitter(0.25)
        .build();
  }

  /** Opens one of the two by hand. */
  @Setup
  public void open() {
    open.open();
  }

  /** Leave to send, and a success. */
  @Benchmark
  public boolean admitAndSettle() {
    boolean leave = closed.tryAcquirePermit();
    closed.recordSuccess();
    return leave;
  }

  /** A call that is answered at its first attempt. */
  @Benchmark
  public Work succeed() {
    return guarded.get(work);
  }

  /** No leave: opened by hand. */
  @Benchmark
  public boolean refuse() {
    return open.tryAcquirePermit();
  }

  /** A call that is refused, and the exception that says so. */
  @Benchmark
  public Object refused() {
    try {
      return refused.get(work);
    } catch (CircuitBreakerOpenException e) {
      return e;
    }
  }
}
