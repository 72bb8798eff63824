package dev.holdfast.alert;

import dev.holdfast.event.Caller;
import dev.holdfast.gauge.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The deploys of the last day: told ones, and those that show because a key begins to call itself
 * by another version.
 */
final class Deploys {
  private static final int MOST = 256;
  private static final int VERSIONS = 16;
  private static final Duration KEPT = Duration.ofDays(1);

  private final Deque<Deploy> deploys = new ArrayDeque<>();
  private final Map<String, Set<String>> versions = new TreeMap<>();

  /** A deploy is told. */
  void add(Deploy deploy) {
    deploys.addLast(deploy);
    if (deploys.size() > MOST) {
      deploys.removeFirst();
    }
  }

  /** Looks for versions that were not seen before. The first of a key is no deploy. */
  void notice(Map<Lane, Instant> lanes, Instant now) {
    deploys.removeIf(deploy -> deploy.at().isBefore(now.minus(KEPT)));
    for (Map.Entry<Lane, Instant> lane : lanes.entrySet()) {
      String version = lane.getKey().version();
      if (!version.equals(Caller.NONE.version()) && !version.equals(Lane.OTHER)) {
        notice(lane.getKey().key(), version, lane.getValue());
      }
    }
  }

  private void notice(String key, String version, Instant since) {
    Set<String> known = versions.get(key);
    if (known == null) {
      if (versions.size() < MOST) {
        versions.put(key, new LinkedHashSet<>(Set.of(version)));
      }
      return;
    }
    if (known.add(version)) {
      add(new Deploy(key, version, since));
      if (known.size() > VERSIONS) {
        known.remove(known.iterator().next());
      }
    }
  }

  /** All of the last day, oldest first. */
  List<Deploy> all() {
    return List.copyOf(deploys);
  }

  /** The next deploy of the same service; null if there was none. */
  @Nullable Deploy after(Deploy deploy) {
    for (Deploy next : deploys) {
      if (next.at().isAfter(deploy.at()) && next.concerns(deploy.service())) {
        return next;
      }
    }
    return null;
  }

  /** The versions seen, by key. */
  Map<String, List<String>> versions() {
    Map<String, List<String>> seen = new TreeMap<>();
    versions.forEach((key, known) -> seen.put(key, new ArrayList<>(known)));
    return seen;
  }

  /** Goes on from an earlier life. */
  void resume(List<Deploy> past, Map<String, List<String>> seen) {
    past.forEach(this::add);
    seen.forEach((key, known) -> versions.put(key, new LinkedHashSet<>(known)));
  }
}
