package dev.holdfast.gateway.dashboard;

import dev.holdfast.breaker.Standing;
import dev.holdfast.breaker.State;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.quota.QuotaView.Level;
import dev.holdfast.quota.Quotas.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands between the calls and the upstream: breakers, retry budgets, rate limits. */
final class GearPart implements Part {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final int MOST = 24;
  private static final double NEARLY = 0.9;

  @Override
  public String id() {
    return "gear";
  }

  /** What a breaker does, in a word or two. */
  static String word(State state) {
    return switch (state) {
      case CLOSED -> "closed";
      case GATED -> "open, pacing";
      case DRAINING -> "open";
      case HALF_OPEN -> "half-open, probing";
      case FORCED_OPEN -> "open by hand";
      case FORCED_CLOSED -> "closed by hand";
    };
  }

  @Override
  public void write(Html to, Moment moment) {
    to.put("h3", "Breakers and retry budgets");
    breakers(to, moment);
    to.put("h3", "Rate limits");
    quotas(to, moment);
  }

  private static void breakers(Html to, Moment moment) {
    Map<EndpointKey, Standing> all = moment.picture().survey().breakers();
    if (all.isEmpty()) {
      to.put(
          "p",
          "None yet: each endpoint and model gets a breaker with its first call.",
          "class",
          "empty");
      return;
    }
    Tables.open(
        to,
        "Breakers",
        "endpoint",
        "model",
        "breaker",
        "since",
        "held",
        "retry budget",
        "load by retries, 5 min");
    all.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<EndpointKey, Standing> one) -> one.getValue().state().passes())
                .thenComparing(one -> one.getKey().path())
                .thenComparing(one -> one.getKey().family()))
        .limit(MOST)
        .forEach(one -> breaker(to, one.getKey(), one.getValue(), moment));
    Tables.close(to);
  }

  private static void breaker(Html to, EndpointKey key, Standing standing, Moment moment) {
    to.open("tr").put("th", key.path(), "scope", "row").put("td", key.family());
    to.open("td");
    face(standing.state()).chip(to, word(standing.state()));
    to.close().open("td");
    Instant since = standing.since();
    if (since != null) {
      Times.lasting(to, since, moment.now());
    } else {
      to.text("the start");
    }
    to.close().put("td", Integer.toString(standing.held()), "class", "n");
    to.open("td");
    Integer budget = moment.gear().budgets().get(key);
    if (budget == null) {
      to.text("-");
    } else {
      meter(to, budget / 100.0, budget < 25);
      to.text(" " + budget + " of 100");
    }
    to.close();
    to.put("td", amplification(key, moment), "class", "n").close();
  }

  private static Face face(State state) {
    if (state.passes()) {
      return Face.GOOD;
    }
    return state == State.HALF_OPEN ? Face.WARN : Face.BAD;
  }

  private static String amplification(EndpointKey key, Moment moment) {
    Figures here =
        moment
            .picture()
            .survey()
            .gauges()
            .over(LATELY)
            .at(Axis.ENDPOINT, key.path())
            .at(Axis.MODEL, key.family());
    long sent = here.calls() - here.calls(Code.UNSENT);
    return sent <= 0
        ? "no calls"
        : String.format(Locale.ROOT, "×%.2f", Math.max(1.0, (double) here.attempts() / sent));
  }

  private static void quotas(Html to, Moment moment) {
    List<Row> rows = moment.gear().quotas();
    if (rows.stream().allMatch(row -> row.view().levels().isEmpty())) {
      to.put(
          "p",
          "Not told yet: the API tells its limits with the first answer to each key.",
          "class",
          "empty");
      return;
    }
    Tables.open(to, "Rate limits", "key", "models", "of", "used", "limit", "refilled by", "as of");
    for (Row row : rows) {
      row.view().levels().forEach(level -> quota(to, row, level, moment));
    }
    Tables.close(to);
  }

  private static void quota(Html to, Row row, Level level, Moment moment) {
    String keys = String.join(", ", row.credentials());
    to.open("tr").put("th", keys.isEmpty() ? "-" : keys, "scope", "row");
    to.put("td", row.pool().name() + (row.pool().fast() ? " (fast)" : ""));
    to.put("td", level.dimension().slug().replace('_', ' '));
    to.open("td");
    meter(to, level.used(), level.used() >= NEARLY);
    to.text(" " + Math.round(level.used() * 100) + " %").close();
    to.put("td", "%,d".formatted(level.told().limit()), "class", "n");
    to.open("td");
    Instant reset = level.told().reset();
    if (reset == null) {
      to.text("-");
    } else {
      Times.at(to, reset, moment.now());
    }
    to.close().open("td");
    Times.ago(to, level.at(), moment.now());
    to.close().close();
  }

  private static void meter(Html to, double share, boolean alarming) {
    String width = Long.toString(Math.round(Math.max(0, Math.min(1, share)) * 60));
    to.open("svg", "class", "meter", "viewBox", "0 0 60 8", "aria-hidden", "true")
        .mark("rect", "class", "track", "width", "60", "height", "8", "rx", "4")
        .mark(
            "rect", "class", alarming ? "full" : "level", "width", width, "height", "8", "rx", "4")
        .close();
  }
}
