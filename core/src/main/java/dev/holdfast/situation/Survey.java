package dev.holdfast.situation;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Snapshot;
import dev.holdfast.situation.IncidentMatch.Pin;
import dev.holdfast.situation.Signals.Complaints;
import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.Page;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where signals come from: what was counted, what the breakers do, what the page says.
 *
 * @param status the status page
 * @param gauges what was counted; lanes to other hosts than the gauges' home are left out
 * @param breakers of the endpoints at that home, by their key
 */
public record Survey(UpstreamStatus status, Snapshot gauges, Map<EndpointKey, Standing> breakers) {

  public Survey {
    breakers = Map.copyOf(breakers);
  }

  /**
   * What is known from elsewhere.
   *
   * @param remedy what stands ready
   * @param pins what people have said about incidents, by id
   * @param deploy the last deploy of the calling app; null if none is known
   * @param retryAfter the wait that the last 429 asked for; null if none did
   * @param longRequests whether the 504s are those of the longest requests
   * @param gateway the one gateway of a fleet that fails while others are well; null if there is
   *     none, or no fleet
   */
  public record Known(
      Remedy remedy,
      Map<String, Pin> pins,
      @Nullable Deploy deploy,
      @Nullable Duration retryAfter,
      boolean longRequests,
      @Nullable String gateway) {
    public Known {
      pins = Map.copyOf(pins);
    }

    /** Nothing but what stands ready. */
    public static Known of(Remedy remedy) {
      return new Known(remedy, Map.of(), null, null, false, null);
    }
  }

  /** Draws the signals. */
  public Signals signals(Known known, Instant now) {
    Counted counted = new Counted(gauges, breakers);
    Local local = counted.local();
    Set<String> models = counted.models();
    Complaints complaints =
        new Complaints(
            counted.complaints(),
            counted.refusedKey(),
            known.deploy(),
            known.retryAfter(),
            known.longRequests());
    return new Signals(
        page(local.fault(), models, known.pins(), now),
        local,
        counted.where(known.gateway()),
        known.remedy(),
        complaints,
        models);
  }

  private Page page(
      @Nullable LocalFault fault, Set<String> models, Map<String, Pin> pins, Instant now) {
    Indicator scoped = status.light(models, now);
    Indicator raw = status.light(Set.of(), now);
    UpstreamStatus.Look look = status.look();
    View view = new View(status.status(), look.read(), look.host(), look.trouble());
    return new Page(
        scoped,
        view,
        look.reachable(),
        scoped == Indicator.GREEN && raw != Indicator.GREEN,
        IncidentMatch.all(status, fault, pins, now),
        resolved(fault == null ? models : fault.families()));
  }

  /** When an incident that may be ours was last posted as resolved. */
  private @Nullable Instant resolved(Set<String> families) {
    return status.closed().stream()
        .filter(incident -> ours(incident, families))
        .map(incident -> incident.course().resolved())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private boolean ours(Incident incident, Set<String> families) {
    return families.stream().anyMatch(family -> status.concerns(incident, family));
  }
}
