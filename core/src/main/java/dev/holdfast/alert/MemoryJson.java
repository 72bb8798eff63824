package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.Alert.Name;
import dev.holdfast.alert.Alert.Status;
import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.AlertMemory.Kept;
import dev.holdfast.alert.AlertMemory.Past;
import dev.holdfast.alert.AlertMemory.Told;
import dev.holdfast.gauge.Run;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A memory as JSON: plain objects on the way, so that both directions can be read side by side. */
final class MemoryJson {
  private MemoryJson() {}

  static String write(AlertMemory memory) {
    Past past = memory.past();
    return Json.write(
        object(
            "at", text(memory.at()),
            "alerts", memory.alerts().stream().map(MemoryJson::kept).toList(),
            "runs", each(past.runs(), MemoryJson::run),
            "bursts", each(past.bursts(), MemoryJson::texts),
            "deploys", past.deploys().stream().map(MemoryJson::deploy).toList(),
            "versions", past.versions(),
            "silences", memory.silences().stream().map(MemoryJson::silence).toList()));
  }

  static AlertMemory read(String json) {
    try {
      Node root = new Node(Json.read(json)).object();
      Past past =
          new Past(
              root.at("runs").map(MemoryJson::run),
              root.at("bursts").map(MemoryJson::instants),
              root.at("deploys").list(MemoryJson::deploy),
              root.at("versions").map(node -> node.list(Node::text)));
      return new AlertMemory(
          root.at("at").instantOrNull(),
          root.at("alerts").list(MemoryJson::kept),
          past,
          root.at("silences").list(MemoryJson::silence));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not the memory of alerts: " + e.getMessage(), e);
    }
  }

  private static Object kept(Kept kept) {
    Alert alert = kept.alert();
    Status status = alert.status();
    Story story = alert.story();
    Told told = kept.told();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", alert.name().id());
    all.put("key", alert.name().key());
    all.put("rule", alert.rule().id());
    all.put("scope", alert.name().scope());
    all.put("state", status.state().name());
    all.put("severity", status.severity().name());
    all.put("level", status.level().name());
    all.put("since", text(status.since()));
    all.put("fired", text(status.fired()));
    all.put("marks", status.marks().stream().map(Mark::name).sorted().toList());
    all.put("summary", story.summary());
    all.put("action", story.action());
    all.put("cause", object("word", story.cause().word(), "sentence", story.cause().sentence()));
    all.put("details", story.details());
    all.put("labels", story.labels());
    all.put("fires", texts(kept.fires()));
    all.put("told", told == null ? null : told(told));
    return all;
  }

  private static Kept kept(Node node) {
    AlertRule rule = AlertRule.of(node.at("rule").text());
    Name name =
        new Name(node.at("id").text(), node.at("key").text(), rule, node.at("scope").text());
    Status status =
        new Status(
            AlertState.valueOf(node.at("state").text()),
            Severity.valueOf(node.at("severity").text()),
            AlertLevel.valueOf(node.at("level").text()),
            node.at("since").instant(),
            node.at("fired").instantOrNull(),
            node.at("marks").list(mark -> Mark.valueOf(mark.text())).stream()
                .collect(Collectors.toSet()));
    Node cause = node.at("cause");
    Story story =
        new Story(
            node.at("summary").text(),
            node.at("action").text(),
            new Explanation(cause.at("word").text(), cause.at("sentence").text()),
            node.at("details").map(Node::text),
            node.at("labels").map(Node::text));
    Node told = node.at("told");
    return new Kept(
        new Alert(name, status, story),
        instants(node.at("fires")),
        told.missing() ? null : told(told));
  }

  private static Object told(Told told) {
    return object(
        "at", text(told.at()), "severity", told.severity().name(), "level", told.level().name());
  }

  private static Told told(Node node) {
    return new Told(
        node.at("at").instant(),
        Severity.valueOf(node.at("severity").text()),
        AlertLevel.valueOf(node.at("level").text()));
  }

  private static Object run(Run run) {
    return object(
        "first", text(run.first()),
        "last", text(run.last()),
        "attempts", run.attempts(),
        "bad", run.bad());
  }

  private static Run run(Node node) {
    return new Run(
        node.at("first").instant(),
        node.at("last").instant(),
        node.at("attempts").number(),
        node.at("bad").number());
  }

  private static Object deploy(Deploy deploy) {
    return object(
        "service", deploy.service(), "version", deploy.version(), "at", text(deploy.at()));
  }

  private static Deploy deploy(Node node) {
    return new Deploy(
        node.at("service").text(), node.at("version").text(), node.at("at").instant());
  }

  private static Object silence(Silence silence) {
    return object(
        "id", silence.id(),
        "matchers", silence.matchers(),
        "until", text(silence.until()),
        "author", silence.author());
  }

  private static Silence silence(Node node) {
    return new Silence(
        node.at("id").text(),
        node.at("matchers").map(Node::text),
        node.at("until").instant(),
        node.at("author").text());
  }

  private static List<Instant> instants(Node node) {
    return node.list(Node::instant);
  }

  private static List<String> texts(List<Instant> instants) {
    return instants.stream().map(Instant::toString).toList();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static <T> Map<String, Object> each(Map<String, T> values, Function<T, Object> as) {
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, as.apply(value)));
    return all;
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return all;
  }
}
