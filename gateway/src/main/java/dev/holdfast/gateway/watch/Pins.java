package dev.holdfast.gateway.watch;

import dev.holdfast.situation.IncidentMatch.Pin;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.UpstreamStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What people have said about open incidents: that what fails here is the same, or is not. Kept
 * until the incident ends. Any thread may ask and say.
 */
public final class Pins {
  private final Map<String, Pin> pins = new ConcurrentHashMap<>();

  /**
   * Says it.
   *
   * @param incident the page's id for it
   * @param pin null to take back what was said
   */
  public void say(String incident, @Nullable Pin pin) {
    if (pin == null) {
      pins.remove(incident);
    } else {
      pins.put(incident, pin);
    }
  }

  /** What was said of incidents that still go on. */
  public Map<String, Pin> of(UpstreamStatus status) {
    if (pins.isEmpty()) {
      return Map.of();
    }
    Set<String> open = new HashSet<>();
    status.open().stream().map(Incident::id).forEach(open::add);
    pins.keySet().retainAll(open);
    return Map.copyOf(pins);
  }
}
