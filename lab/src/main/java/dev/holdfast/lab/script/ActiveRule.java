package dev.holdfast.lab.script;

import dev.holdfast.lab.fault.FaultSequence;
import dev.holdfast.lab.fault.FaultSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its counters: a call with an id walks the sequence for itself, all requests without
 * one walk it together. Guarded by its {@link FaultDesk}.
 */
final class ActiveRule {
  private static final int MOST_CALLS = 100_000;

  private final FaultRule rule;
  private final Map<String, Long> attempts = new LinkedHashMap<>();
  private long unnamed;

  ActiveRule(FaultRule rule) {
    this.rule = rule;
  }

  FaultRule rule() {
    return rule;
  }

  /** Returns the fault for one more request, or null when the dice or the sequence spare it. */
  @Nullable FaultSpec next(@Nullable String callId, RandomGenerator random) {
    if (rule.share() < 1 && random.nextDouble() >= rule.share()) {
      return null;
    }
    FaultSequence sequence =
        rule.mix().size() == 1
            ? rule.mix().get(0)
            : rule.mix().get(random.nextInt(rule.mix().size()));
    return sequence.at(count(callId));
  }

  private long count(@Nullable String callId) {
    if (callId == null) {
      return ++unnamed;
    }
    long count = attempts.merge(callId, 1L, Long::sum);
    if (attempts.size() > MOST_CALLS) {
      attempts.remove(attempts.keySet().iterator().next());
    }
    return count;
  }
}
