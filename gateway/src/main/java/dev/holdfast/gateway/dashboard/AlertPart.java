package dev.holdfast.gateway.dashboard;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertState;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.page.PagerView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Who was woken, and why nobody was. */
final class AlertPart implements Part {
  private static final int MOST = 12;

  @Override
  public String id() {
    return "alerts";
  }

  /** When the alerts that wake people fired, of those that are open. */
  static List<Instant> lastPage(PagerView pager) {
    return pager.alerts().stream()
        .filter(alert -> alert.state().open() && alert.status().level() == AlertLevel.PAGE)
        .map(alert -> alert.status().fired())
        .filter(Objects::nonNull)
        .limit(1)
        .toList();
  }

  @Override
  public void write(Html to, Moment moment) {
    PagerView pager = moment.pager();
    if (pager == null) {
      to.put("p", "Nobody looks: set alerts.mode to local in the configuration.", "class", "empty");
      return;
    }
    PagerView.Lead lead = pager.lead();
    if (lead != null) {
      to.put("p", sentence(lead.said()), "class", "note");
    }
    for (Silence silence : pager.orders().silences()) {
      to.open("p", "class", "note").text("Silenced by " + silence.author() + " until ");
      Times.at(to, silence.until(), moment.now());
      to.text(": " + silence.matchers()).close();
    }
    if (pager.alerts().isEmpty() && pager.told().log().isEmpty()) {
      to.put(
          "p",
          "Nothing so far. What pages and what does not is told here, with the reason.",
          "class",
          "empty");
      return;
    }
    to.open("ul", "class", "log");
    pager.alerts().forEach(alert -> standing(to, alert, moment.now()));
    pager.told().log().stream().limit(MOST).forEach(news -> news(to, news, moment.now()));
    to.close();
  }

  private static String sentence(String said) {
    return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + ".";
  }

  private static void standing(Html to, Alert alert, Instant now) {
    to.open("li", "class", "open");
    Face face = alert.state() == AlertState.PENDING ? Face.UNSURE : Face.WARN;
    face.chip(to, alert.state().name().toLowerCase(Locale.ROOT));
    to.text(" ").put("b", alert.rule().id()).text(" " + alert.name().scope() + " since ");
    Times.at(to, alert.status().since(), now);
    to.text(". " + alert.story().summary());
    for (Mark mark : Mark.values()) {
      if (alert.is(mark)) {
        to.text(" ").put("span", word(mark), "class", "tag");
      }
    }
    to.put("p", "To do: " + alert.story().action(), "class", "action").close();
  }

  private static void news(Html to, AlertChange news, Instant now) {
    to.open("li");
    Times.at(to, news.at(), now);
    to.text(" ")
        .put("span", told(news), "class", "tag " + news.what().name().toLowerCase(Locale.ROOT));
    to.text(" ").put("b", news.alert().rule().id());
    to.text(" " + news.alert().name().scope() + ": " + news.alert().story().summary()).close();
  }

  private static String told(AlertChange news) {
    AlertLevel level = news.alert().status().level();
    if (news.what() == What.RESOLVED) {
      return "resolved";
    }
    return switch (level) {
      case PAGE -> news.what() == What.TRIGGERED ? "paged" : "page, " + word(news.what());
      case NOTIFY -> "notified";
      case TICKET -> "ticket";
      case LOG -> "not paged";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
