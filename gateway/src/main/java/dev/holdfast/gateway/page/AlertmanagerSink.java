package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.gateway.config.SinkConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Prometheus' Alertmanager, API v2. It forgets what it is not told again, and knows an alert by its
 * labels: those must not change while it fires, and so say nothing that varies but the severity,
 * which routes need.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/alerts_api/">Alerts API</a>
 */
final class AlertmanagerSink extends Sink {
  /** Outlives some tellings that do not arrive. */
  private static final Duration BELIEVED = Duration.ofMinutes(4);

  AlertmanagerSink(SinkConfig config) {
    super(config);
  }

  @Override
  boolean forgets() {
    return true;
  }

  @Override
  Parcel parcel(Letter letter, Instant now) {
    Alert alert = letter.news().alert();
    Instant ends = letter.ends() ? letter.news().at() : now.plus(BELIEVED);
    ObjectNode one = Texts.object();
    one.set("labels", labels(alert));
    one.putObject("annotations")
        .put("summary", Texts.summary(alert))
        .put("description", alert.story().action());
    one.put("startsAt", alert.status().since().toString()).put("endsAt", ends.toString());
    URI to = URI.create(url() + "/api/v2/alerts");
    return new Parcel(to, "[" + one + "]");
  }

  private static ObjectNode labels(Alert alert) {
    ObjectNode labels =
        Texts.object()
            .put("alertname", "Holdfast-" + alert.rule().id())
            .put("severity", alert.status().severity().slug())
            .put("level", alert.status().level().name().toLowerCase(Locale.ROOT))
            .put("env", Texts.environment(alert))
            .put("scope", alert.name().scope());
    for (Map.Entry<String, String> label : alert.story().labels().entrySet()) {
      labels.put(label.getKey().replaceAll("[^a-zA-Z0-9_]", "_"), label.getValue());
    }
    return labels;
  }
}
