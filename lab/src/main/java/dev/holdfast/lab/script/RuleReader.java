package dev.holdfast.lab.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.fault.FaultSequence;
import dev.holdfast.lab.fault.FaultSpec;
import dev.holdfast.lab.spec.Fields;
import dev.holdfast.lab.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads rules as people write them in JSON or YAML. */
public final class RuleReader {
  static final List<String> KEYS =
      List.of("faults", "fault", "path", "model", "models", "for", "share");

  private RuleReader() {}

  /** Reads a rule that begins now: {@code {"faults": "529x2"}}. */
  public static FaultRule read(JsonNode node, Duration now) {
    FaultRule rule = rule(new Fields("faults", node, KEYS), now);
    if (rule.onAccept() && rule.window().until() == null && rule.mix().get(0).endless()) {
      throw new SpecException(
          "close-on-accept without end would shut this door too; write close-on-acceptx5 or"
              + " give it a time with 'for'");
    }
    return rule;
  }

  static FaultRule rule(Fields fields, Duration from) {
    Duration length = fields.span("for");
    Window window = length == null ? Window.from(from) : Window.of(from, length);
    Match match = new Match(fields.text("path", Match.API.path()), models(fields));
    return new FaultRule(mix(fields), match, window, fields.share("share"));
  }

  /** {@code faults} is a sequence that is used up, {@code fault} lasts as long as its window. */
  private static List<FaultSequence> mix(Fields fields) {
    String sequence = fields.text("faults");
    if (fields.has("fault") == (sequence != null)) {
      throw new SpecException(
          "write either \"faults\": \"529x2\" (a sequence) or \"fault\": \"529\" (lasting)");
    }
    if (sequence != null) {
      return List.of(FaultSequence.parse(sequence));
    }
    List<FaultSequence> mix = new ArrayList<>();
    for (JsonNode fault : fields.list("fault")) {
      mix.add(lasting(fault.asText()));
    }
    if (mix.isEmpty()) {
      throw new SpecException("'fault' is empty; write a fault or a list of them");
    }
    return mix;
  }

  private static FaultSequence lasting(String text) {
    return text.endsWith("*")
        ? FaultSequence.parse(text)
        : FaultSequence.lasting(FaultSpec.parse(text));
  }

  private static List<String> models(Fields fields) {
    List<String> models = new ArrayList<>();
    fields.list("model").forEach(model -> models.add(model.asText()));
    fields.list("models").forEach(model -> models.add(model.asText()));
    return models;
  }
}
