package dev.holdfast.call;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.quota.QuotaPolicy;
import dev.holdfast.quota.Quotas;
import dev.holdfast.retry.RetryBudget;

/**
 * What all calls to one place share.
 *
 * @param key which place
 * @param breaker lets calls through, holds them or turns them away
 * @param budget bounds what retries add to the load
 * @param shape whether the longest requests are the ones that time out
 * @param quotas what is left of the rate limits; the same for all places, for keys are used at many
 */
public record Endpoint(
    EndpointKey key, Breaker breaker, RetryBudget budget, RequestShape shape, Quotas quotas) {
  /** A place whose calls are not paced. */
  public Endpoint(EndpointKey key, Breaker breaker, RetryBudget budget, RequestShape shape) {
    this(key, breaker, budget, shape, new Quotas(QuotaPolicy.OFF));
  }
}
