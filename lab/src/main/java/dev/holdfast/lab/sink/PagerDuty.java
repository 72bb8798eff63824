package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PagerDuty's Events API v2: what it requires, and how it makes incidents of events. A trigger with
 * the key of an open incident is no new one; an end without one means nothing.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">Send an alert event</a>
 */
final class PagerDuty implements Receiver {
  private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
  private static final int LARGEST = 512 * 1024;

  private final Map<String, Boolean> open = new LinkedHashMap<>();
  private int opened;

  @Override
  public synchronized Said take(Post post) {
    List<String> wrongs = wrongs(post);
    ObjectNode answer = Json.object();
    if (!wrongs.isEmpty()) {
      answer.put("status", "invalid event").put("message", "Event object is invalid");
      wrongs.forEach(answer.putArray("errors")::add);
      return new Said(400, Json.write(answer));
    }
    String key = post.json().path("dedup_key").asText("made-up-" + opened);
    String action = post.json().path("event_action").asText();
    if (action.equals("trigger") && !open.getOrDefault(key, false)) {
      opened++;
      open.put(key, true);
    } else if (action.equals("resolve") && open.containsKey(key)) {
      open.put(key, false);
    }
    answer.put("status", "success").put("message", "Event processed").put("dedup_key", key);
    return new Said(202, Json.write(answer));
  }

  private static List<String> wrongs(Post post) {
    JsonNode event = post.json();
    Strict strict = new Strict();
    int size = post.text().getBytes(StandardCharsets.UTF_8).length;
    strict.require(size <= LARGEST, "event is larger than 512 KB");
    strict.require(event.path("routing_key").asText().length() == 32, "routing_key is invalid");
    String action = event.path("event_action").asText();
    strict.require(ACTIONS.contains(action), "event_action is invalid");
    JsonNode key = event.path("dedup_key");
    strict.require(
        key.isTextual() || (key.isMissingNode() && action.equals("trigger")),
        "dedup_key is required");
    strict.require(key.asText().length() <= 255, "dedup_key is longer than 255");
    if (action.equals("trigger")) {
      payload(strict, event.path("payload"));
    }
    return strict.wrongs();
  }

  private static void payload(Strict strict, JsonNode payload) {
    strict.text(payload, "summary", 1024);
    strict.text(payload, "source", 1024);
    strict.require(
        SEVERITIES.contains(payload.path("severity").asText()), "payload.severity is invalid");
    strict.moment(payload, "timestamp");
    JsonNode details = payload.path("custom_details");
    strict.require(
        details.isMissingNode() || details.isObject(), "payload.custom_details is no object");
  }

  /** How many incidents there were. */
  synchronized int opened() {
    return opened;
  }

  /** The keys of the incidents that are open. */
  synchronized List<String> open() {
    return open.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }
}
