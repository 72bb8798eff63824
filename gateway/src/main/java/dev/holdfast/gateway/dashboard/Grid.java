package dev.holdfast.gateway.dashboard;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Component.Status;
import dev.holdfast.upstream.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The components, a bar for each of the last thirty days, the worst of the day. */
final class Grid {
  static final int DAYS = 30;
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BAR = 10;

  private final Collection<Incident> incidents;
  private final Instant now;
  private final Instant first;

  Grid(Collection<Incident> incidents, Instant now) {
    this.incidents = incidents;
    this.now = now;
    this.first = now.truncatedTo(ChronoUnit.DAYS).minus(DAY.multipliedBy(DAYS - 1));
  }

  void write(Html to, @Nullable Component api) {
    to.open("ul", "class", "grid");
    components(api).forEach((id, component) -> row(to, component));
    to.close();
  }

  /** The API first, then by name, as they were called last. */
  private Map<String, Component> components(@Nullable Component api) {
    Map<String, Component> named = new TreeMap<>();
    for (Incident incident : incidents) {
      incident.components().forEach(one -> named.putIfAbsent(one.name() + one.id(), one));
    }
    Map<String, Component> all = new LinkedHashMap<>();
    if (api != null) {
      all.put(api.id(), api);
    }
    named.values().stream().filter(Component::isApi).forEach(one -> all.putIfAbsent(one.id(), one));
    named.values().forEach(one -> all.putIfAbsent(one.id(), one));
    return all;
  }

  private void row(Html to, Component component) {
    Outages outages = new Outages(component.id(), incidents, now);
    Duration down = outages.within(first, now);
    double share = 100.0 * down.toSeconds() / Duration.between(first, now).toSeconds();
    Status today = outages.worst(now.minusSeconds(1), now);
    to.open("li").open("p", "class", "head").put("b", component.name());
    face(today).chip(to, today.slug().replace('_', ' '));
    to.put(
        "span", String.format(Locale.ROOT, "%.2f %% uptime", floor(100 - share)), "class", "share");
    to.close();
    bars(to, component, outages);
    to.close();
  }

  /** Rounded down: two minutes of trouble are not a hundred percent of anything. */
  private static double floor(double percent) {
    return Math.floor(100 * percent) / 100;
  }

  static Face face(Status status) {
    return switch (status) {
      case OPERATIONAL -> Face.GOOD;
      case UNDER_MAINTENANCE, DEGRADED_PERFORMANCE, UNKNOWN -> Face.WARN;
      case PARTIAL_OUTAGE, MAJOR_OUTAGE -> Face.BAD;
    };
  }

  private void bars(Html to, Component component, Outages outages) {
    Map<Face, Integer> days = new EnumMap<>(Face.class);
    Status[] worst = new Status[DAYS];
    for (int i = 0; i < DAYS; i++) {
      worst[i] = outages.worst(begin(i), begin(i + 1));
      days.merge(face(worst[i]), 1, Integer::sum);
    }
    to.open(
        "svg",
        "class",
        "days",
        "role",
        "img",
        "aria-label",
        summary(component, days),
        "viewBox",
        "0 0 %d 30".formatted(DAYS * BAR),
        "preserveAspectRatio",
        "none");
    for (int i = 0; i < DAYS; i++) {
      day(to, i, worst[i]);
    }
    to.close();
  }

  private static String summary(Component component, Map<Face, Integer> days) {
    return "%s, last %d days: %d without an incident, %d degraded, %d with an outage"
        .formatted(
            component.name(),
            DAYS,
            days.getOrDefault(Face.GOOD, 0),
            days.getOrDefault(Face.WARN, 0),
            days.getOrDefault(Face.BAD, 0));
  }

  private Instant begin(int day) {
    return first.plus(DAY.multipliedBy(day));
  }

  /** The worse, the taller: a day can be told from another without its colour. */
  private void day(Html to, int at, Status worst) {
    int height = height(worst);
    to.open(
        "rect",
        "class",
        face(worst).tone(),
        "x",
        "" + (at * BAR + 1),
        "y",
        "" + (30 - height),
        "width",
        "" + (BAR - 2),
        "height",
        "" + height,
        "rx",
        "1.5");
    to.put("title", Times.day(begin(at)) + ": " + worst.slug().replace('_', ' ')).close();
  }

  private static int height(Status worst) {
    return switch (face(worst)) {
      case GOOD -> 14;
      case WARN, UNSURE -> 22;
      case BAD -> 30;
    };
  }
}
