package dev.holdfast.gateway.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Credential;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Pulse;
import dev.holdfast.gauge.Pulse.Count;
import dev.holdfast.gauge.Pulse.Height;
import dev.holdfast.gauge.Series;
import dev.holdfast.verdict.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A telling as text: each series once, with its seconds behind it. What another version tells and
 * this one does not know is left out.
 */
public final class TellingJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TellingJson() {}

  /** The text. */
  public static String write(Telling telling) {
    Pulse pulse = telling.pulse();
    ObjectNode json = JSON.createObjectNode();
    json.put("name", telling.name())
        .put("life", telling.life())
        .put("at", pulse.at().getEpochSecond());
    ArrayNode counts = json.putArray("counts");
    bySeries(pulse.counts())
        .forEach((series, all) -> {
          ArrayNode row = series(counts.addArray(), series);
          all.forEach(one -> row.add(one.at().getEpochSecond()).add(one.count()));
        });
    known(json, pulse);
    ArrayNode open = json.putArray("open");
    telling.open().forEach(one -> open.addArray().add(one.endpoint()).add(one.model()));
    telling.replaced().forEach(json.putArray("replaced")::add);
    return json.toString();
  }

  private static void known(ObjectNode json, Pulse pulse) {
    ObjectNode keys = json.putObject("keys");
    pulse
        .keys()
        .forEach((key, known) ->
            keys.putArray(key).add(known.accepted().toString()).add(known.organization()));
    ArrayNode limits = json.putArray("limits");
    pulse
        .limits()
        .forEach(one ->
            limits
                .addArray()
                .add(one.key())
                .add(one.model())
                .add(one.limit().name())
                .add(one.height()));
  }

  private static Map<Series, List<Count>> bySeries(List<Count> counts) {
    Map<Series, List<Count>> all = new LinkedHashMap<>();
    counts.forEach(one -> all.computeIfAbsent(one.series(), s -> new ArrayList<>()).add(one));
    return all;
  }

  private static ArrayNode series(ArrayNode row, Series series) {
    Lane lane = series.lane();
    return row.add(lane.endpoint())
        .add(lane.model())
        .add(lane.key())
        .add(lane.version())
        .add(series.measure().name())
        .add(series.code().name())
        .add(series.origin().name());
  }

  /**
   * The telling of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Telling read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      List<Count> counts = new ArrayList<>();
      json.path("counts").forEach(row -> counts(counts, row));
      Map<String, Credential> keys = new HashMap<>();
      json.path("keys").properties().forEach(key -> keys.put(key.getKey(), key(key.getValue())));
      Pulse pulse = new Pulse(second(json.path("at")), counts, keys, limits(json.path("limits")));
      Set<OpenBreaker> open = new HashSet<>();
      json.path("open")
          .forEach(one -> open.add(new OpenBreaker(one.path(0).asText(), one.path(1).asText())));
      Set<String> replaced = new HashSet<>();
      json.path("replaced").forEach(one -> replaced.add(one.asText()));
      return new Telling(
          json.path("name").asText(), json.path("life").asText(), pulse, open, replaced);
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("not a telling: " + e.getMessage(), e);
    }
  }

  private static void counts(List<Count> to, JsonNode row) {
    Measure measure = constant(Measure.class, row.path(4));
    Code code = constant(Code.class, row.path(5));
    Origin origin = constant(Origin.class, row.path(6));
    if (measure == null || code == null || origin == null) {
      return;
    }
    Lane lane =
        new Lane(
            row.path(0).asText(), row.path(1).asText(), row.path(2).asText(), row.path(3).asText());
    Series series = new Series(lane, measure, code, origin);
    for (int i = 7; i + 1 < row.size(); i += 2) {
      to.add(new Count(series, second(row.path(i)), row.path(i + 1).asInt()));
    }
  }

  private static List<Height> limits(JsonNode rows) {
    List<Height> limits = new ArrayList<>();
    for (JsonNode row : rows) {
      Code limit = constant(Code.class, row.path(2));
      if (limit != null) {
        limits.add(
            new Height(row.path(0).asText(), row.path(1).asText(), limit, row.path(3).asLong()));
      }
    }
    return limits;
  }

  private static Credential key(JsonNode known) {
    JsonNode organization = known.path(1);
    return new Credential(
        Instant.parse(known.path(0).asText()),
        organization.isTextual() ? organization.asText() : null);
  }

  private static Instant second(JsonNode number) {
    return Instant.ofEpochSecond(number.asLong());
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, JsonNode name) {
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(name.asText())) {
        return one;
      }
    }
    return null;
  }
}
