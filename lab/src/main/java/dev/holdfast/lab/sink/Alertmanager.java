package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager's API v2: labels with proper names, moments, and what it believes to fire: that
 * whose end has not come.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/alerts_api/">Alerts API</a>
 */
final class Alertmanager implements Receiver {
  private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";

  private final Map<String, Instant> ends = new LinkedHashMap<>();

  @Override
  public synchronized Said take(Post post) {
    JsonNode alerts = post.json();
    Strict strict = new Strict();
    strict.require(alerts.isArray() && !alerts.isEmpty(), "an array of alerts is expected");
    for (JsonNode alert : alerts) {
      check(strict, alert);
    }
    if (!strict.wrongs().isEmpty()) {
      return new Said(400, "\"" + String.join("; ", strict.wrongs()) + "\"");
    }
    for (JsonNode alert : alerts) {
      ends.put(alert.path("labels").toString(), Instant.parse(alert.path("endsAt").asText()));
    }
    return new Said(200, "");
  }

  private static void check(Strict strict, JsonNode alert) {
    JsonNode labels = alert.path("labels");
    strict.require(labels.path("alertname").isTextual(), "at least one label pair required");
    names(strict, labels);
    names(strict, alert.path("annotations"));
    strict.moment(alert, "startsAt");
    strict.moment(alert, "endsAt");
    strict.require(
        !alert.path("endsAt").asText().isEmpty(), "without endsAt it is believed for too short");
  }

  private static void names(Strict strict, JsonNode pairs) {
    pairs
        .properties()
        .forEach(pair -> {
          strict.require(pair.getKey().matches(NAME), "invalid name " + pair.getKey());
          strict.require(pair.getValue().isTextual(), "no text: " + pair.getKey());
        });
  }

  /** The label sets believed to fire at a moment. */
  synchronized List<String> firing(Instant now) {
    return ends.entrySet().stream()
        .filter(alert -> alert.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
