package dev.holdfast.gateway.dashboard;

import dev.holdfast.decide.Policy;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gateway.watch.CanaryNews;
import dev.holdfast.quota.Quotas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the calls and the upstream.
 *
 * @param policy in force
 * @param budgets what is left for retries, 0 to 100, by place
 * @param quotas how the rate limits stand
 * @param canary what the gateway's own question to the upstream brought; null if it asked none
 *     lately
 */
public record Gear(
    Policy policy,
    Map<EndpointKey, Integer> budgets,
    List<Quotas.Row> quotas,
    @Nullable CanaryNews canary) {
  /** Nothing yet. */
  public static final Gear NONE = new Gear(Policy.defaults(), Map.of(), List.of(), null);

  public Gear {
    budgets = Map.copyOf(budgets);
    quotas = List.copyOf(quotas);
  }
}
