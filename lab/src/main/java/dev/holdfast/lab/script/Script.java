package dev.holdfast.lab.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.spec.Fields;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.status.StatusReader;
import dev.holdfast.lab.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A course of events, written in YAML: windows of faults and changes of the status page, each at
 * its time since the start.
 */
public record Script(List<FaultRule> rules, List<PlannedChange> changes) {
  /** Nothing ever happens. */
  public static final Script EMPTY = new Script(List.of(), List.of());

  public Script {
    rules = List.copyOf(rules);
    changes = List.copyOf(changes);
  }

  /** Reads a script file; a complaint names the file and what is wrong with it. */
  public static Script read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new SpecException("script %s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new SpecException("script %s cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (SpecException e) {
      throw new SpecException("script %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Reads a script from its text. */
  public static Script parse(String yaml) {
    Object plain = plain(yaml);
    if (plain == null) {
      return EMPTY;
    }
    Fields root = new Fields("script", Json.tree(plain), List.of("timeline"));
    List<FaultRule> rules = new ArrayList<>();
    List<PlannedChange> changes = new ArrayList<>();
    int number = 0;
    for (JsonNode entry : root.list("timeline")) {
      number++;
      try {
        read(entry, rules, changes);
      } catch (SpecException e) {
        throw new SpecException("timeline entry %d: %s".formatted(number, e.getMessage()));
      }
    }
    return new Script(rules, changes);
  }

  private static @Nullable Object plain(String yaml) {
    try {
      return new Load(LoadSettings.builder().setLabel("script").build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new SpecException("not YAML: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private static void read(JsonNode entry, List<FaultRule> rules, List<PlannedChange> changes) {
    List<String> keys = new ArrayList<>(RuleReader.KEYS);
    keys.addAll(List.of("at", "status"));
    Fields fields = new Fields("entry", entry, keys);
    Duration at = fields.span("at", Duration.ZERO);
    if (fields.has("status")) {
      changes.add(new PlannedChange(at, StatusReader.read(fields.node("status"))));
    }
    if (fields.has("fault") || fields.has("faults")) {
      rules.add(RuleReader.rule(fields, at));
    } else if (!fields.has("status")) {
      throw new SpecException("nothing happens here; add 'fault', 'faults' or 'status'");
    }
  }
}
