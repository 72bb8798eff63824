package dev.holdfast.call;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.quota.Quotas;
import dev.holdfast.retry.RetryBudget;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * The endpoints of a process. Callers choose paths and models, so their number is bounded: what
 * comes after the first 256 shares one endpoint for each upstream.
 */
public final class Endpoints {
  private static final int MOST = 256;
  private static final String OTHER = "other";

  private final BreakerPolicy policy;
  private final RandomGenerator random;
  private final Quotas quotas;
  private final Map<EndpointKey, Endpoint> known = new ConcurrentHashMap<>();

  /** No endpoint yet; each begins with a closed breaker. */
  public Endpoints(Policy policy, RandomGenerator random) {
    this.policy = policy.breaker();
    this.random = random;
    this.quotas = new Quotas(policy.quota());
  }

  /** What calls with this key share. */
  public Endpoint of(EndpointKey key) {
    Endpoint endpoint = known.get(key);
    if (endpoint != null) {
      return endpoint;
    }
    boolean full = known.size() >= MOST;
    EndpointKey as = full ? new EndpointKey(key.upstream(), OTHER, OTHER) : key;
    return known.computeIfAbsent(as, this::fresh);
  }

  private Endpoint fresh(EndpointKey key) {
    return new Endpoint(key, new Breaker(policy, random), new RetryBudget(), quotas);
  }

  /** What is left of the rate limits. */
  public Quotas quotas() {
    return quotas;
  }

  /** Shows each endpoint. */
  public void forEach(BiConsumer<EndpointKey, Endpoint> viewer) {
    known.forEach(viewer);
  }
}
