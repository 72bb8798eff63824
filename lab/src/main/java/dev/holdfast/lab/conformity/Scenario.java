package dev.holdfast.lab.conformity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.fault.FaultSequence;
import dev.holdfast.lab.spec.Fields;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What happens to one call, and what its caller must see.
 *
 * @param name in words
 * @param stream whether the call asks for a stream
 * @param faults what its attempts meet, as in {@code x-lab-fault}
 * @param sees what the caller must see
 * @param least how many attempts the upstream must see at least
 * @param most and at most
 */
public record Scenario(
    String name, boolean stream, String faults, Sight sees, int least, int most) {
  private static final List<String> KEYS = List.of("name", "stream", "faults", "sees", "attempts");

  /** The scenarios that every client of ours must pass. */
  public static List<Scenario> all() {
    try (InputStream file = Scenario.class.getResourceAsStream("scenarios.yaml")) {
      byte[] text = Objects.requireNonNull(file, "scenarios.yaml").readAllBytes();
      return parse(new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads scenarios from a list in YAML. */
  public static List<Scenario> parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel("scenarios").build();
    JsonNode list = Json.tree(new Load(settings).loadFromString(yaml));
    return list.valueStream().map(Scenario::read).toList();
  }

  private static Scenario read(JsonNode entry) {
    Fields fields = new Fields("scenario", entry, KEYS);
    String name = needed(fields, "name");
    String faults = needed(fields, "faults");
    FaultSequence.parse(faults);
    String attempts = fields.text("attempts", "1");
    boolean more = attempts.endsWith("+");
    int least = Integer.parseInt(more ? attempts.substring(0, attempts.length() - 1) : attempts);
    boolean stream = "true".equals(fields.text("stream"));
    Sight sees = Sight.valueOf(needed(fields, "sees").toUpperCase(Locale.ROOT));
    return new Scenario(name, stream, faults, sees, least, more ? Integer.MAX_VALUE : least);
  }

  private static String needed(Fields fields, String key) {
    @Nullable String text = fields.text(key);
    if (text == null) {
      throw new SpecException("a scenario needs '%s'".formatted(key));
    }
    return text;
  }
}
