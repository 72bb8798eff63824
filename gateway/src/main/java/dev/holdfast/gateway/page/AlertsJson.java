package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.page.SinkState.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Alerts, silences, deploys and sinks as programs read them. */
final class AlertsJson {
  private AlertsJson() {}

  /** Adds an alert's fields. */
  static ObjectNode alert(ObjectNode json, Alert alert) {
    Alert.Status status = alert.status();
    json.put("id", alert.name().id())
        .put("key", alert.name().key())
        .put("rule", alert.rule().id())
        .put("scope", alert.name().scope())
        .put("state", word(status.state()))
        .put("severity", status.severity().slug())
        .put("level", word(status.level()))
        .put("since", status.since().toString())
        .put("fired", time(status.fired()))
        .put("summary", alert.story().summary())
        .put("action", alert.story().action())
        .put("cause", alert.story().cause().word())
        .put("explanation", alert.story().cause().sentence());
    new TreeMap<>(alert.story().labels()).forEach(json.putObject("labels")::put);
    new TreeMap<>(alert.story().details()).forEach(json.putObject("details")::put);
    ArrayNode marks = json.putArray("marks");
    status.marks().stream().map(AlertsJson::word).sorted().forEach(marks::add);
    return json;
  }

  static void change(ObjectNode json, AlertChange news) {
    json.put("at", news.at().toString()).put("what", word(news.what()));
    alert(json, news.alert());
  }

  static void sink(ObjectNode json, SinkState state) {
    Tally tally = state.tally();
    json.put("name", state.name())
        .put("unsent", state.unsent())
        .put("trouble", state.trouble())
        .put("trouble_since", time(state.since()))
        .put("delivered", tally.delivered())
        .put("failed", tally.failed())
        .put("refused", tally.refused())
        .put("expired", tally.expired())
        .put("superseded", tally.superseded());
  }

  static ObjectNode silence(ObjectNode json, Silence silence) {
    json.put("id", silence.id())
        .put("until", silence.until().toString())
        .put("author", silence.author());
    new TreeMap<>(silence.matchers()).forEach(json.putObject("matchers")::put);
    return json;
  }

  static ObjectNode deploy(ObjectNode json, Deploy deploy) {
    return json.put("service", deploy.service())
        .put("version", deploy.version())
        .put("at", deploy.at().toString());
  }

  /** All there is to see of a pager. */
  static String all(PagerView view) {
    ObjectNode json = Texts.object().put("mode", word(view.mode())).put("kept", view.kept());
    PagerView.Lead lead = view.lead();
    if (lead != null) {
      json.putObject("lead")
          .put("role", word(lead.role()))
          .put("leader", lead.name())
          .put("said", lead.said());
    }
    view.alerts().forEach(each(json, "alerts", AlertsJson::alert));
    view.log().forEach(each(json, "log", AlertsJson::change));
    view.sinks().forEach(each(json, "sinks", AlertsJson::sink));
    view.silences().forEach(each(json, "silences", AlertsJson::silence));
    view.deploys().forEach(each(json, "deploys", AlertsJson::deploy));
    return json.toPrettyString();
  }

  /** A list of one kind alone. */
  static <T> String list(String name, List<T> all, Put<T> put) {
    ObjectNode json = Texts.object();
    all.forEach(each(json, name, put));
    return json.toPrettyString();
  }

  /** Writes one of a list. */
  interface Put<T> {
    void put(ObjectNode json, T value);
  }

  private static <T> Consumer<T> each(ObjectNode json, String name, Put<T> put) {
    ArrayNode array = json.putArray(name);
    return value -> put.put(array.addObject(), value);
  }

  /** What came of a test, sink by sink. */
  static String test(List<TestResult> results) {
    ObjectNode json = Texts.object();
    results.forEach(
        each(
            json,
            "sinks",
            (one, result) ->
                one.put("name", result.sink())
                    .put("ok", result.ok())
                    .put("answer", result.said())));
    return json.toPrettyString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
