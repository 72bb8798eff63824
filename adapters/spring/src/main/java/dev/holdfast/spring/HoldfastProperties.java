package dev.holdfast.spring;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.quota.QuotaPolicy;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code holdfast.*} says. Unknown properties are refused: a setting that is misspelt would be
 * missed in the next outage.
 *
 * @param enabled Whether calls are guarded at all.
 * @param upstream Whose calls are guarded and counted. If not said, what
 *     spring.ai.anthropic.base-url or ANTHROPIC_BASE_URL says, else https://api.anthropic.com.
 * @param retry What is tried again, and for how long.
 * @param breaker When calls are no longer sent into an outage.
 * @param quota How rate limits are kept.
 * @param statusPage Anthropic's status page.
 */
@ConfigurationProperties(prefix = "holdfast", ignoreUnknownFields = false)
record HoldfastProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String upstream,
    @DefaultValue Retry retry,
    @DefaultValue Breaker breaker,
    @DefaultValue QuotaLimits quota,
    @DefaultValue Page statusPage) {

  /**
   * What is tried again, and for how long.
   *
   * @param timeBudget How long after its first failure a call may still start an attempt.
   * @param quotaBudget How long a call may wait for 429s, on top of the time budget.
   * @param serverErrorRetries How often a 500 is tried again.
   * @param backoff Pauses between attempts.
   */
  record Retry(
      @DefaultValue("15s") Duration timeBudget,
      @DefaultValue("60s") Duration quotaBudget,
      @DefaultValue("1") int serverErrorRetries,
      @DefaultValue Backoff backoff) {}

  /**
   * Pauses between attempts.
   *
   * @param base Longest first pause after a 503 or 529; half of it after a 502.
   * @param cap Longest pause of our own.
   */
  record Backoff(@DefaultValue("1s") Duration base, @DefaultValue("8s") Duration cap) {}

  /**
   * When calls are no longer sent into an outage.
   *
   * @param window How far back the circuit breaker looks, in whole seconds.
   * @param ratio Share of failures above which it opens.
   * @param minimum Attempts the window needs for the ratio to count.
   * @param consecutive Failures in a row, from several calls, that open it.
   * @param mode While open: hold and pace calls, fail fast, or never open.
   * @param hold How long an open breaker may hold a call; 0 fails fast.
   */
  record Breaker(
      @DefaultValue("30s") Duration window,
      @DefaultValue("0.30") double ratio,
      @DefaultValue("20") int minimum,
      @DefaultValue("8") int consecutive,
      @DefaultValue("hold") BreakerPolicy.Mode mode,
      @DefaultValue("15s") Duration hold) {}

  /**
   * How rate limits are kept.
   *
   * @param pacing Whether a call waits until it fits the rate limits, instead of meeting a 429.
   * @param reserveCritical Share of each rate limit that is kept for critical calls.
   */
  record QuotaLimits(
      @DefaultValue("false") boolean pacing, @DefaultValue("0.15") double reserveCritical) {}

  /**
   * Anthropic's status page.
   *
   * @param enabled Whether it is read. If not said, it is, unless the upstream is on this machine.
   * @param hosts Where it is, in the order they are tried.
   * @param every How often it is read, give or take a fifth.
   */
  record Page(
      @Nullable Boolean enabled,
      @DefaultValue({"https://status.claude.com", "https://anthropic.statuspage.io"})
          List<String> hosts,
      @DefaultValue("30s") Duration every) {}

  /** The policy that it amounts to. */
  Policy policy() {
    Checks.that(this);
    return Policy.defaults()
        .withRules(
            RetryRules.standard(
                retry.serverErrorRetries(), retry.backoff().base(), retry.backoff().cap()))
        .withBudget(new TimeBudget(retry.timeBudget(), retry.quotaBudget()))
        .withBreaker(
            new BreakerPolicy(
                breaker.window(),
                breaker.ratio(),
                breaker.minimum(),
                breaker.consecutive(),
                breaker.mode()))
        .withQuota(new QuotaPolicy(quota.pacing(), quota.reserveCritical()));
  }
}
