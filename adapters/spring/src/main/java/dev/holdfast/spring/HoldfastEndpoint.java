package dev.holdfast.spring;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.quota.QuotaView;
import dev.holdfast.quota.QuotaView.Level;
import dev.holdfast.quota.Quotas;
import dev.holdfast.situation.SituationJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.json.JsonParserFactory;

/** {@code /actuator/holdfast}: the situation, the breakers and the rate limits. */
@Endpoint(id = "holdfast")
final class HoldfastEndpoint {
  private static final Comparator<EndpointKey> ORDER =
      Comparator.comparing(EndpointKey::upstream)
          .thenComparing(EndpointKey::path)
          .thenComparing(EndpointKey::family);

  private final Lookout lookout;

  HoldfastEndpoint(Lookout lookout) {
    this.lookout = lookout;
  }

  /**
   * All that is seen.
   *
   * @param situation of the same shape as everywhere
   */
  record Seen(
      Map<String, Object> situation,
      int callsInFlight,
      List<BreakerSeen> breakers,
      List<QuotaSeen> quotas) {}

  /** One breaker. */
  record BreakerSeen(
      String endpoint, String model, String state, @Nullable Instant since, int held) {
    static BreakerSeen of(EndpointKey key, Standing standing) {
      String state = HoldfastHealth.state(standing);
      return new BreakerSeen(key.path(), key.family(), state, standing.since(), standing.held());
    }
  }

  /** What the limits of one pool of models are, and how much of them is used. */
  record QuotaSeen(
      String pool, @Nullable Instant closedUntil, int waiting, List<LimitSeen> limits) {
    static QuotaSeen of(Quotas.Row row) {
      QuotaView view = row.view();
      List<LimitSeen> limits = view.levels().stream().map(LimitSeen::of).toList();
      return new QuotaSeen(row.pool().name(), view.closedUntil(), view.waiting(), limits);
    }
  }

  /** One limit. */
  record LimitSeen(String dimension, double used, long limit, @Nullable Instant reset) {
    static LimitSeen of(Level level) {
      double used = Math.round(level.used() * 10_000) / 10_000.0;
      return new LimitSeen(
          level.dimension().slug(), used, level.told().limit(), level.told().reset());
    }
  }

  @ReadOperation
  Seen seen() {
    String situation = SituationJson.write(lookout.situation());
    return new Seen(
        JsonParserFactory.getJsonParser().parseMap(situation),
        lookout.callsInFlight(),
        lookout.breakers().entrySet().stream()
            .sorted(Map.Entry.comparingByKey(ORDER))
            .map(one -> BreakerSeen.of(one.getKey(), one.getValue()))
            .toList(),
        lookout.quotas().stream().map(QuotaSeen::of).toList());
  }
}
