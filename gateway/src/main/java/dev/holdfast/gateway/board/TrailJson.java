package dev.holdfast.gateway.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.Trail;
import dev.holdfast.tale.Tale;
import dev.holdfast.tale.Tale.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A trail as programs read it, with its tale for people. */
final class TrailJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ID_LENGTH = 64;
  private static final int PATH_LENGTH = 128;

  private TrailJson() {}

  static String of(Trail trail) {
    ObjectNode json = JSON.createObjectNode();
    json.put("call", Tame.word(trail.call().id(), ID_LENGTH))
        .put("upstream", trail.call().endpoint().upstream())
        .put("endpoint", Tame.word(trail.call().endpoint().path(), PATH_LENGTH))
        .put("model", Tame.word(trail.call().endpoint().family(), ID_LENGTH))
        .put("began", time(trail.began()));
    end(json, trail, trail.ended());
    ArrayNode ids = json.putArray("request_ids");
    trail.requestIds().forEach(ids::add);
    ArrayNode events = json.put("omitted", trail.omitted()).putArray("events");
    for (CallEvent event : trail.events()) {
      Duration after = Duration.between(trail.began(), event.at());
      ObjectNode one = events.addObject();
      one.put("at", time(event.at())).put("after_ms", after.toMillis());
      EventJson.add(event, one);
    }
    tale(json.putObject("tale"), Tale.of(trail));
    return json.toPrettyString();
  }

  private static void end(ObjectNode json, Trail trail, @Nullable CallEnded end) {
    if (end != null) {
      json.put("took_ms", Duration.between(trail.began(), end.at()).toMillis())
          .put("ending", EndingName.of(end.reason()).label())
          .put("reason", end.reason().slug())
          .put("attempts", end.attempts())
          .put("waited_ms", end.waited().toMillis());
    }
  }

  private static void tale(ObjectNode json, Tale tale) {
    json.put("headline", tale.headline());
    ArrayNode lines = json.putArray("lines");
    for (Line line : tale.lines()) {
      ObjectNode one = lines.addObject();
      one.put("at", time(line.at()))
          .put("text", line.text())
          .put("tone", line.tone().name().toLowerCase(Locale.ROOT));
      line.details().forEach(one.putArray("details")::add);
    }
    tale.remedies().forEach(json.putArray("remedies")::add);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
