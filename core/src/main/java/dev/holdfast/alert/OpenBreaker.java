package dev.holdfast.alert;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Gauges;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A model at an endpoint, as gauges name them.
 *
 * @param endpoint {@code /v1/messages}
 * @param model {@code opus-5}
 */
public record OpenBreaker(String endpoint, String model) {
  /** Those of some breakers that do not let every call pass, as these gauges name them. */
  public static Set<OpenBreaker> among(Map<EndpointKey, Standing> breakers, Gauges gauges) {
    Set<OpenBreaker> open = new HashSet<>();
    breakers.forEach((key, standing) -> {
      if (!standing.state().passes()) {
        open.add(new OpenBreaker(gauges.endpoint(key), key.family()));
      }
    });
    return open;
  }
}
