package dev.holdfast.call;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.preflight.RequestShape;
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
  private final Map<EndpointKey, Route> known = new ConcurrentHashMap<>();

  /** No endpoint yet; each begins with a closed breaker. */
  public Endpoints(Policy policy, RandomGenerator random) {
    this.policy = policy.breaker();
    this.random = random;
    this.quotas = new Quotas(policy.quota());
  }

  /** What calls with this key share. */
  public Endpoint of(EndpointKey key) {
    return to(key).first().endpoint();
  }

  /** The route that leads there and nowhere else. */
  public Route to(EndpointKey key) {
    Route route = known.get(key);
    if (route != null) {
      return route;
    }
    boolean full = known.size() >= MOST;
    EndpointKey as = full ? new EndpointKey(key.upstream(), OTHER, OTHER) : key;
    return known.computeIfAbsent(as, this::fresh);
  }

  private Route fresh(EndpointKey key) {
    Breaker breaker = new Breaker(policy, random);
    return Route.to(new Endpoint(key, breaker, new RetryBudget(), new RequestShape(), quotas));
  }

  /** What is left of the rate limits. */
  public Quotas quotas() {
    return quotas;
  }

  /** Shows each endpoint. */
  public void forEach(BiConsumer<EndpointKey, Endpoint> viewer) {
    known.forEach((key, route) -> viewer.accept(key, route.first().endpoint()));
  }
}
