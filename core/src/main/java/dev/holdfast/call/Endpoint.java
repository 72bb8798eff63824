package dev.holdfast.call;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.retry.RetryBudget;

/**
 * What all calls to one place share.
 *
 * @param key which place
 * @param breaker lets calls through, holds them or turns them away
 * @param budget bounds what retries add to the load
 * @param shape whether the longest requests are the ones that time out
 */
public record Endpoint(EndpointKey key, Breaker breaker, RetryBudget budget, RequestShape shape) {}
