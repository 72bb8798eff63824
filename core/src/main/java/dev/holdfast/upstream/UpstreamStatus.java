package dev.holdfast.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The upstream as its status page told it last, and how long ago. Immutable: each look at the page
 * makes a new one.
 *
 * @param look the last look at the page
 * @param api the API's component; null if the page had none
 * @param open the incidents that go on
 * @param closed incidents that ended lately, as far as they are known; the summary has none
 * @param oddities what was not understood when reading it, for the log
 */
public record UpstreamStatus(
    Look look,
    @Nullable Component api,
    List<Incident> open,
    List<Incident> closed,
    List<String> oddities) {

  private static final Duration FRESH = Duration.ofSeconds(90);
  private static final Duration STALE = Duration.ofMinutes(5);

  /**
   * A look at the page.
   *
   * @param host where the page was looked for; empty if there is none to look at
   * @param read when it was last read in full; null if never
   * @param reachable whether the host answered at all the last time, readable or not
   * @param trouble why it could not be read the last time; null if it could
   */
  public record Look(
      String host, @Nullable Instant read, boolean reachable, @Nullable String trouble) {}

  public UpstreamStatus {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
    oddities = List.copyOf(oddities);
  }

  /**
   * Nothing is known yet.
   *
   * @param host empty if nothing ever will be, for no page is read
   */
  public static UpstreamStatus unread(String host) {
    Look look = new Look(host, null, true, null);
    return new UpstreamStatus(look, null, List.of(), List.of(), List.of());
  }

  /** The page was read. */
  public UpstreamStatus read(StatusDocument.Page page, String host, Instant now) {
    Component found = page.components().stream().filter(Component::isApi).findFirst().orElse(null);
    List<Incident> going = page.incidents().stream().filter(Incident::open).toList();
    Look look = new Look(host, now, true, null);
    return new UpstreamStatus(look, found, going, closed, page.oddities());
  }

  /** The page was asked and has not changed since it was read. */
  public UpstreamStatus unchanged(Instant now) {
    Look again = new Look(look.host(), look.read() == null ? null : now, true, null);
    return new UpstreamStatus(again, api, open, closed, oddities);
  }

  /**
   * The page could not be read: what it said before grows old.
   *
   * @param reachable whether its host answered at all
   */
  public UpstreamStatus failed(String host, boolean reachable, String trouble) {
    Look again = new Look(host, look.read(), reachable, trouble);
    return new UpstreamStatus(again, api, open, closed, oddities);
  }

  /** With the incidents that ended lately, out of the page's longer list. */
  public UpstreamStatus past(StatusDocument.Page history) {
    List<Incident> ended =
        history.incidents().stream().filter(incident -> !incident.open()).toList();
    return new UpstreamStatus(look, api, open, ended, oddities);
  }

  /** How much the last look is still worth. */
  public Freshness freshness(Instant now) {
    Instant read = look.read();
    if (read == null) {
      return Freshness.UNKNOWN;
    }
    Duration age = Duration.between(read, now).abs();
    if (age.compareTo(FRESH) <= 0) {
      return Freshness.FRESH;
    }
    return age.compareTo(STALE) <= 0 ? Freshness.STALE : Freshness.UNKNOWN;
  }

  /**
   * The light for calls to one model: what is posted about other models only does not count.
   *
   * @param family as the engine names it, {@code opus-5}; {@code -} for calls without a model,
   *     which every incident may hit
   * @return {@link Indicator#UNKNOWN} unless the page was read in the last 90 s
   */
  public Indicator light(String family, Instant now) {
    Component component = api;
    if (component == null || freshness(now) != Freshness.FRESH) {
      return Indicator.UNKNOWN;
    }
    Indicator light = blamed(family) ? Indicator.GREEN : component.status().indicator();
    for (Incident incident : open) {
      if (concerns(incident, family)) {
        light = light.worse(incident.impact().indicator());
      }
    }
    return light;
  }

  /** The worst light of some models; with none, whatever is posted counts. */
  public Indicator light(Set<String> families, Instant now) {
    Indicator light = families.isEmpty() ? light("-", now) : Indicator.GREEN;
    for (String family : families) {
      light = light.worse(light(family, now));
    }
    return light;
  }

  /** Whether an open incident is about the API, more than a notice, and may hit this model. */
  public boolean concerns(Incident incident, String family) {
    return incident.concernsApi(status()) && incident.story().scope().touches(family);
  }

  /** The API's status; unknown if the page had no such component. */
  public Component.Status status() {
    return api == null ? Component.Status.UNKNOWN : api.status();
  }

  /** Whether open incidents about other models, and only such, explain the component's status. */
  private boolean blamed(String family) {
    List<Incident> causes = open.stream().filter(Incident::listsApi).toList();
    return !causes.isEmpty()
        && causes.stream().noneMatch(cause -> cause.story().scope().touches(family));
  }
}
