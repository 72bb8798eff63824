package dev.holdfast.decide;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.quota.QuotaPolicy;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.time.Duration;

/**
 * The numbers of the policy. Every default is in the user guide with its reason.
 *
 * @param rules how often and how long, by kind
 * @param budget the wall clock in which retries may start
 * @param breaker when the circuit breaker opens, and what it does then
 * @param stream how long an answer may be silent; kept by whoever performs the attempts
 * @param quota whether requests wait until they fit into the upstream's rate limits
 */
public record Policy(
    RetryRules rules,
    TimeBudget budget,
    BreakerPolicy breaker,
    StreamLimits stream,
    QuotaPolicy quota) {
  private static final Policy DEFAULTS =
      new Policy(
          RetryRules.standard(1, Duration.ofSeconds(1), Duration.ofSeconds(8)),
          new TimeBudget(Duration.ofSeconds(15), Duration.ofSeconds(60)),
          BreakerPolicy.defaults());

  /** A policy with the standard limits of silence, and without pacing. */
  public Policy(RetryRules rules, TimeBudget budget, BreakerPolicy breaker) {
    this(rules, budget, breaker, StreamLimits.defaults(), QuotaPolicy.OFF);
  }

  /**
   * 15 s for retries, 60 s for quota waits, one retry of a 500, backoff of 1 s up to 8 s, no
   * pacing.
   */
  public static Policy defaults() {
    return DEFAULTS;
  }

  /** The same policy with another budget. */
  public Policy withBudget(TimeBudget other) {
    return new Policy(rules, other, breaker, stream, quota);
  }

  /** The same policy with other rules. */
  public Policy withRules(RetryRules other) {
    return new Policy(other, budget, breaker, stream, quota);
  }

  /** The same policy with another breaker. */
  public Policy withBreaker(BreakerPolicy other) {
    return new Policy(rules, budget, other, stream, quota);
  }

  /** The same policy with other limits of silence. */
  public Policy withStream(StreamLimits other) {
    return new Policy(rules, budget, breaker, other, quota);
  }

  /** The same policy with other pacing. */
  public Policy withQuota(QuotaPolicy other) {
    return new Policy(rules, budget, breaker, stream, other);
  }
}
