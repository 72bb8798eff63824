package dev.holdfast.bench.guards;

import dev.holdfast.bench.jmh.JmhRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what guarding a call costs, on one thread and on two. */
public final class GuardBench {
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("BreakerOnly.clockTwice", "clock read twice, nothing else");
    ROWS.put("BreakerOnly.admitAndSettle", "breaker: **Holdfast**, time given");
    ROWS.put("BreakerOnly.admitAndSettleWithClock", "breaker: **Holdfast**, clock read twice");
    ROWS.put("Resilience4jCalls.admitAndSettle", "breaker: Resilience4j");
    ROWS.put("FailsafeCalls.admitAndSettle", "breaker: Failsafe");
    ROWS.put("HoldfastCalls.succeed", "successful call: **Holdfast**");
    ROWS.put("Resilience4jCalls.succeed", "successful call: Resilience4j");
    ROWS.put("FailsafeCalls.succeed", "successful call: Failsafe");
    ROWS.put("BreakerOnly.refuse", "refusal: **Holdfast**, time given");
    ROWS.put("BreakerOnly.refuseWithClock", "refusal: **Holdfast**, clock read once");
    ROWS.put("Resilience4jCalls.refuse", "refusal: Resilience4j");
    ROWS.put("FailsafeCalls.refuse", "refusal: Failsafe");
    ROWS.put("HoldfastCalls.refused", "refused call, with its exception: **Holdfast**");
    ROWS.put("Resilience4jCalls.refused", "refused call, with its exception: Resilience4j");
    ROWS.put("FailsafeCalls.refused", "refused call, with its exception: Failsafe");
  }

  private GuardBench() {}

  /** Takes the options of {@code bench/guards}. */
  public static void main(String[] args) throws IOException, RunnerException {
    new JmhRun("guards", GuardBench.class, ROWS, List.of(1, 2), 3).run(args);
  }
}
