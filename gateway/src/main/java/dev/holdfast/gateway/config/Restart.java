package dev.holdfast.gateway.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a new configuration may not change while the gateway runs: where it listens, and the hosts
 * that credentials are sent to. Whoever can write the file shall not be able to lead keys elsewhere
 * unseen.
 */
public final class Restart {
  private Restart() {}

  /** The keys that differ and want a restart; empty if there are none. */
  public static List<String> needed(GatewayConfig now, GatewayConfig next) {
    List<String> keys = new ArrayList<>();
    add(keys, "listen", now.listen(), next.listen());
    add(keys, "admin", now.admin(), next.admin());
    add(keys, "upstream.url", now.upstream().url(), next.upstream().url());
    add(keys, "upstream.proxy", now.upstream().proxy(), next.upstream().proxy());
    add(keys, "upstream.ca-file", now.upstream().caFile(), next.upstream().caFile());
    add(keys, "upstream.canary", now.watch().canary(), next.watch().canary());
    add(keys, "fallback.url", hosts(now), hosts(next));
    add(keys, "status-page", now.watch().page(), next.watch().page());
    add(keys, "alerts", now.watch().alerts(), next.watch().alerts());
    add(keys, "history", now.limits().history(), next.limits().history());
    add(keys, "replay-memory", now.limits().replayMemory(), next.limits().replayMemory());
    return keys;
  }

  private static Set<URI> hosts(GatewayConfig config) {
    return config.upstream().fallbacks().stream()
        .map(Fallback::url)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static void add(
      List<String> keys, String key, @Nullable Object now, @Nullable Object next) {
    if (!Objects.equals(now, next)) {
      keys.add(key);
    }
  }
}
