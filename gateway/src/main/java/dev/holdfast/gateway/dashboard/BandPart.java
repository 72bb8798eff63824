package dev.holdfast.gateway.dashboard;

import dev.holdfast.breaker.Standing;
import dev.holdfast.breaker.State;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gateway.page.PagerView;
import dev.holdfast.gateway.page.SinkState;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.situation.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the verdict rests on, in one line, and what must not be hidden by it. */
final class BandPart implements Part {
  @Override
  public String id() {
    return "facts";
  }

  /** The word for what to do, in capitals. */
  static String word(Situation situation) {
    return situation.advice().name().replace('_', ' ');
  }

  /** The two answers and what to do: announced when it changes, and only then. */
  static void verdict(Html to, Situation situation) {
    Face face = Face.of(situation);
    to.open("h1");
    face.chip(to, word(situation));
    to.text(" ").put("span", situation.verdict(), "class", "verdict").close();
    to.open("p", "class", "do").put("b", "Do now: ").text(situation.doNow()).close();
  }

  @Override
  public void write(Html to, Moment moment) {
    Situation situation = moment.situation();
    Instant now = moment.now();
    to.open("p", "class", "facts");
    page(to, situation.signals().page().view(), now);
    to.open("span", "class", "fact").text("local ");
    to.put("span", to.live() ? "" : "just now", "class", "heard").close();
    breaker(to, moment);
    paged(to, moment);
    to.put("span", "row " + situation.row().id(), "class", "fact").close();
    if (!situation.remarks().isEmpty()) {
      to.open("ul", "class", "remarks");
      situation.remarks().forEach(remark -> to.put("li", remark));
      to.close();
    }
    sinks(to, moment.pager());
  }

  private static void page(Html to, View view, Instant now) {
    to.open("span", "class", "fact");
    if (!view.configured()) {
      to.text("no status page configured");
    } else if (view.checked() == null) {
      to.text(view.trouble() == null ? "status page not read yet" : "status page never read");
    } else {
      to.text("upstream checked ");
      Times.ago(to, view.checked(), now);
    }
    to.close();
  }

  private static void breaker(Html to, Moment moment) {
    List<Map.Entry<EndpointKey, Standing>> open = new ArrayList<>();
    moment.picture().survey().breakers().entrySet().stream()
        .filter(one -> !one.getValue().state().passes())
        .sorted(Comparator.comparing(BandPart::since))
        .forEach(open::add);
    to.open("span", "class", "fact");
    if (open.isEmpty()) {
      to.text("breakers closed");
    } else {
      Standing first = open.get(0).getValue();
      to.text("breaker " + loud(first.state()) + " for ");
      Times.lasting(to, since(open.get(0)), moment.now());
      to.text(open.size() == 1 ? "" : " (" + open.size() + ")");
    }
    to.close();
  }

  /** The gear below tells how it is open. */
  private static String loud(State state) {
    return switch (state) {
      case GATED, DRAINING, FORCED_OPEN -> "OPEN";
      case HALF_OPEN, CLOSED, FORCED_CLOSED -> GearPart.word(state).toUpperCase(Locale.ROOT);
    };
  }

  private static Instant since(Map.Entry<EndpointKey, Standing> breaker) {
    return Objects.requireNonNullElse(breaker.getValue().since(), Instant.EPOCH);
  }

  private static void paged(Html to, Moment moment) {
    PagerView pager = moment.pager();
    if (pager == null) {
      return;
    }
    AlertPart.lastPage(pager)
        .forEach(alert -> {
          to.open("span", "class", "fact").text("paged ");
          Times.at(to, alert, moment.now());
          to.close();
        });
  }

  /** A page that cannot be delivered is worse than none: nobody knows. */
  private static void sinks(Html to, @Nullable PagerView pager) {
    if (pager == null) {
      return;
    }
    for (SinkState sink : pager.told().sinks()) {
      if (sink.trouble() != null) {
        to.put(
            "p",
            "Alerts do not arrive at %s: %s, %d unsent."
                .formatted(sink.name(), sink.trouble(), sink.unsent()),
            "class",
            "trouble");
      }
    }
  }
}
