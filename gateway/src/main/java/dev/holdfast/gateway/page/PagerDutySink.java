package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gateway.config.SinkConfig;
import java.time.Instant;
import java.util.Map;

/**
 * PagerDuty's Events API v2. An incident is known by its key alone, which is ours and never
 * changes, so that a trigger that arrives twice is one incident.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API v2</a>
 */
final class PagerDutySink extends Sink {
  private static final int SUMMARY = 1024;
  private static final int DETAIL = 1024;

  PagerDutySink(SinkConfig config) {
    super(config);
  }

  /** That there is no traffic changes nothing about an incident there. */
  @Override
  boolean wants(AlertChange news) {
    return super.wants(news) && news.what() != What.HELD;
  }

  @Override
  Parcel parcel(Letter letter, Instant now) {
    ObjectNode json =
        Texts.object()
            .put("routing_key", config().secret())
            .put("event_action", letter.ends() ? "resolve" : "trigger")
            .put("dedup_key", letter.key());
    if (!letter.ends()) {
      json.put("client", "Holdfast").set("payload", payload(letter.news()));
    }
    return new Parcel(url(), json.toString());
  }

  private static ObjectNode payload(AlertChange news) {
    Alert alert = news.alert();
    ObjectNode payload =
        Texts.object()
            .put("summary", Texts.cut(Texts.summary(alert), SUMMARY))
            .put("source", "holdfast/" + Texts.environment(alert))
            .put("severity", alert.status().severity().slug())
            .put("timestamp", alert.status().since().toString())
            .put("component", Texts.cut(alert.name().scope(), DETAIL))
            .put("group", Texts.environment(alert))
            .put("class", alert.rule().id());
    ObjectNode details = payload.putObject("custom_details");
    details.put("what to do", alert.story().action());
    details.put("cause", alert.story().cause().word());
    for (Map.Entry<String, String> one : Texts.evidence(alert).entrySet()) {
      details.put(one.getKey(), Texts.cut(one.getValue(), DETAIL));
    }
    return payload;
  }
}
