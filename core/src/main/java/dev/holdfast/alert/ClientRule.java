package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** N3: one kind of refused request at one endpoint, more than is usual at this hour. */
final class ClientRule implements Rule {
  /** What each code asks for; 401 has a rule of its own. */
  private static final Map<Code, String> ACTIONS =
      Map.of(
          Code.BAD_REQUEST, "Look at how requests are built: the API calls them malformed.",
          Code.BILLING, "Look at billing: the account is not in order.",
          Code.FORBIDDEN, "Check permissions and access to the model; do not rotate the key.",
          Code.NOT_FOUND, "Check the path and the model's name.",
          Code.TOO_LARGE, "Send less: compress, downsample, or use the Files API.",
          Code.UNPROCESSABLE,
              "No deploy explains it: the API may have changed which shapes it accepts.",
          Code.OTHER, "Look at the answers: this version does not know them.");

  private final ClientSettings settings;
  private final Map<String, Spot> spots = new TreeMap<>();

  /** A code at an endpoint. */
  private record Spot(String endpoint, Code code) {
    String scope() {
      return endpoint + "/" + code.label();
    }
  }

  ClientRule(ClientSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Finding> look(View view) {
    List<String> seen = new ArrayList<>();
    view.over(settings.threshold().trip().window())
        .forEach((series, count) -> {
          if (series.attempt() && ACTIONS.containsKey(group(series))) {
            Spot spot = new Spot(series.lane().endpoint(), group(series));
            spots.put(spot.scope(), spot);
            seen.add(spot.scope());
          }
        });
    List<Finding> found = new ArrayList<>();
    for (String scope : view.scopes(AlertRule.CLIENT, seen)) {
      Spot spot = spots.get(scope);
      Finding finding = spot == null ? null : look(view, spot);
      if (finding != null) {
        found.add(finding);
      }
    }
    spots.keySet().retainAll(view.scopes(AlertRule.CLIENT, seen));
    return found;
  }

  private static Code group(Series series) {
    return series.code() == Code.CLIENT ? Code.OTHER : series.code();
  }

  /** The spots of alerts from an earlier life. */
  void resume(Map<String, String> labels, String scope) {
    for (Code code : ACTIONS.keySet()) {
      if (code.label().equals(labels.get("code"))) {
        spots.put(scope, new Spot(labels.getOrDefault("endpoint", ""), code));
      }
    }
  }

  private @Nullable Finding look(View view, Spot spot) {
    Threshold.Trip trip = settings.threshold().trip();
    Figures figures = view.over(trip.window()).at(Axis.ENDPOINT, spot.endpoint());
    long refused = refused(figures, spot);
    boolean many = refused >= trip.minimum() && refused >= trip.ratio() * figures.attempts();
    boolean active = view.active(AlertRule.CLIENT, spot.scope()) != null;
    return many || active ? finding(view, spot, figures, many) : null;
  }

  private Finding finding(View view, Spot spot, Figures figures, boolean many) {
    long attempts = figures.attempts();
    double usual = usual(view, spot);
    boolean tripped = many && refused(figures, spot) >= settings.times() * usual * attempts;
    Threshold.Clear clear = settings.threshold().clear();
    Figures window = view.over(clear.window()).at(Axis.ENDPOINT, spot.endpoint());
    boolean below = refused(window, spot) < clear.ratio() * window.attempts();
    Sight sight =
        Sight.of(
            Sign.of(tripped, attempts > 0),
            Sign.of(below, window.attempts() >= clear.minimum()),
            settings.threshold());
    Subject subject = new Subject(AlertRule.CLIENT, spot.scope());
    return new Finding(
        subject, sight, Severity.WARNING, AlertLevel.NOTIFY, story(view, spot, figures, usual));
  }

  private static double usual(View view, Spot spot) {
    List<Figures> days =
        view.usual().stream().map(day -> day.at(Axis.ENDPOINT, spot.endpoint())).toList();
    long refused = View.sum(days, day -> refused(day, spot));
    return Figures.share(refused, View.sum(days, Figures::attempts));
  }

  private static long refused(Figures figures, Spot spot) {
    return figures.sum(s -> s.attempt() && group(s) == spot.code());
  }

  private static Story story(View view, Spot spot, Figures figures, double usual) {
    long refused = refused(figures, spot);
    String summary =
        "%s: %s of %s answered with %s, usually %s at this hour"
            .formatted(
                spot.endpoint(),
                Words.percent(Figures.share(refused, figures.attempts())),
                Words.count(figures.attempts(), "attempt"),
                spot.code().label(),
                Words.percent(usual));
    String action = ACTIONS.getOrDefault(spot.code(), AlertRule.CLIENT.action());
    Map<String, String> labels = Map.of("endpoint", spot.endpoint(), "code", spot.code().label());
    return new Story(summary, action, view.surroundings().cause(), Map.of(), labels);
  }
}
