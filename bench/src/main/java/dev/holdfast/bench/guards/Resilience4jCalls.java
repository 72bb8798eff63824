package dev.holdfast.bench.guards;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Resilience4j: a retry around a circuit breaker, with our numbers. */
@State(Scope.Benchmark)
public class Resilience4jCalls {
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindow(30, 20, SlidingWindowType.TIME_BASED)
          .failureRateThreshold(30)
          .build();

  private final CircuitBreaker closed = CircuitBreaker.of("closed", BREAKER);
  private final CircuitBreaker open = CircuitBreaker.of("open", BREAKER);
  private final Supplier<Work> guarded = guarded(closed);
  private final Supplier<Work> refused = guarded(open);

  /** For JMH. */
  public Resilience4jCalls() {}

  /** Opens one of the two by hand. */
  @Setup
  public void open() {
    open.transitionToForcedOpenState();
  }

  private static Supplier<Work> guarded(CircuitBreaker breaker) {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(3)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2, 0.5))
            .ignoreExceptions(CallNotPermittedException.class)
            .build();
    Supplier<Work> once = CircuitBreaker.decorateSupplier(breaker, () -> Work.DONE);
    return Retry.decorateSupplier(Retry.of("retry", config), once);
  }

  /** Leave to send, and a success. */
  @Benchmark
  public boolean admitAndSettle() {
    boolean leave = closed.tryAcquirePermission();
    closed.onSuccess(0, TimeUnit.NANOSECONDS);
    return leave;
  }

  /** A call that is answered at its first attempt. */
  @Benchmark
  public Work succeed() {
    return guarded.get();
  }

  /** No leave: opened by hand. */
  @Benchmark
  public boolean refuse() {
    return open.tryAcquirePermission();
  }

  /** A call that is refused, and the exception that says so. */
  @Benchmark
  public Object refused() {
    try {
      return refused.get();
    } catch (CallNotPermittedException e) {
      return e;
    }
  }
}
