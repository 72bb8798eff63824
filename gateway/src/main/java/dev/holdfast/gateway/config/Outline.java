package dev.holdfast.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The values of a YAML file by key, with their lines; and what is wrong with its shape. Each item
 * of a list is an outline of its own.
 */
final class Outline {
  private final String label;
  private final Table table;

  /** What the file's own paths begin with: nothing, or the item of a list, as {@code keys[1].}. */
  private final String prefix;

  private final Map<Key<?>, Leaf> leaves = new LinkedHashMap<>();
  private final Map<String, List<Outline>> items = new LinkedHashMap<>();
  private final List<Problem> problems;

  private Outline(String label, Table table, String prefix, List<Problem> problems) {
    this.label = label;
    this.table = table;
    this.prefix = prefix;
    this.problems = problems;
  }

  static Outline of(ConfigFile file) {
    Outline outline = new Outline(file.label(), Keys.TABLE, "", new ArrayList<>());
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.label()).setSchema(new CoreSchema()).build();
    try {
      Node root = new Compose(settings).composeString(file.text()).orElse(null);
      outline.root(root);
    } catch (MarkedYamlEngineException e) {
      outline.notYaml(e.getProblemMark().map(Mark::getLine).orElse(0) + 1, e.getProblem());
    } catch (YamlEngineException e) {
      outline.notYaml(1, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    return outline;
  }

  Map<Key<?>, Leaf> leaves() {
    return leaves;
  }

  /** The items of each list that was written. */
  Map<String, List<Outline>> items() {
    return items;
  }

  /** What the paths of its keys begin with. */
  String prefix() {
    return prefix;
  }

  List<Problem> problems() {
    return problems;
  }

  private void notYaml(int line, String why) {
    String mend = "; look at indentation and quotes here and just above";
    problems.add(new Problem(label, line, "not valid YAML: " + why + mend));
  }

  private void root(@Nullable Node root) {
    if (root instanceof MappingNode mapping) {
      section("", mapping);
    } else if (root != null && !root.getTag().equals(Tag.NULL)) {
      String mend = "write keys and values, such as 'drain: 30s' (with a blank behind the colon)";
      problems.add(new Problem(label, line(root), "holds no keys: " + mend));
    }
  }

  private void section(String path, MappingNode mapping) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (NodeTuple pair : mapping.getValue()) {
      Node key = pair.getKeyNode();
      String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String full = path.isEmpty() ? name : path + "." + name;
      Integer first = seen.putIfAbsent(name, line(key));
      if (first == null) {
        entry(path, full, key, pair.getValueNode());
      } else {
        add(key, full, "is given twice: keep this one or the one on line " + first);
      }
    }
  }

  private void entry(String section, String path, Node name, Node value) {
    boolean nested = name instanceof ScalarNode scalar && !scalar.getValue().contains(".");
    Key<?> key = nested ? table.at(path) : null;
    boolean empty = value.getTag().equals(Tag.NULL);
    Table item = nested ? table.lists().get(path) : null;
    // A section may be a switch as well: 'status-page: off' beside 'status-page: {every: 1m}'.
    boolean below = value instanceof MappingNode && !table.below(path).isEmpty();
    if (key != null && !below) {
      leaf(key, value, empty);
    } else if (item != null) {
      list(path, item, value, empty);
    } else if (nested && !table.below(path).isEmpty()) {
      if (value instanceof MappingNode mapping) {
        section(path, mapping);
      } else if (!empty) {
        add(value, path, "is a section: put its keys below it: " + list(table.below(path)));
      }
    } else {
      add(name, path, unknown(section, path));
    }
  }

  private void leaf(Key<?> key, Node value, boolean empty) {
    Source source = new Source(label, line(value));
    if (empty && key.fallback() != null) {
      String mend = "has no value: give one, or leave the key out for the default, ";
      add(value, key.path(), mend + key.fallback());
    } else if (!empty && value instanceof ScalarNode scalar) {
      leaves.put(key, new Leaf(scalar.getValue(), source));
    } else if (!empty) {
      String text = Flat.text(value, key.kind().form());
      if (text == null) {
        add(value, key.path(), "is " + found(value) + ", but takes " + wanted(key));
      } else {
        leaves.put(key, new Leaf(text, source));
      }
    }
  }

  private static String found(Node value) {
    return value instanceof MappingNode ? "a section" : "a list";
  }

  private static String wanted(Key<?> key) {
    String name = key.kind().name();
    return switch (key.kind().form()) {
      case ONE -> "one value: " + name;
      case LIST -> "a list: " + name;
      case PAIRS -> "names and values: " + name;
    };
  }

  private void list(String path, Table item, Node value, boolean empty) {
    if (empty) {
      return;
    }
    if (!(value instanceof SequenceNode sequence)) {
      add(value, path, "takes a list: write each item behind a dash, '- " + list(item.below("")));
      return;
    }
    List<Outline> outlines = items.computeIfAbsent(path, p -> new ArrayList<>());
    for (Node node : sequence.getValue()) {
      String at = prefix + path + "[" + (outlines.size() + 1) + "].";
      Outline outline = new Outline(label, item, at, problems);
      outlines.add(outline);
      if (node instanceof MappingNode mapping) {
        outline.section("", mapping);
      } else {
        add(
            node,
            at.substring(prefix.length(), at.length() - 1),
            "needs keys: " + list(item.below("")));
      }
    }
  }

  private String unknown(String section, String path) {
    String name = path.substring(section.isEmpty() ? 0 : section.length() + 1);
    Set<String> known = table.below(section);
    String near = Spelling.nearest(name, known);
    if (near != null) {
      return "unknown key, did you mean '" + near + "'?";
    }
    Key<?> elsewhere =
        table.keys().stream()
            .filter(key -> key.name().equals(name) || key.path().equals(name))
            .min(Comparator.comparingInt(key -> key.path().length()))
            .orElse(null);
    if (elsewhere != null && elsewhere.section().isEmpty()) {
      return "unknown key here: it belongs at the top, not indented";
    }
    return elsewhere == null
        ? "unknown key; known here: " + list(known)
        : "unknown key here: '" + elsewhere.name() + "' goes below " + below(elsewhere);
  }

  private static String below(Key<?> key) {
    return "'" + key.section().replace(".", ": ") + ":'";
  }

  private static String list(Set<String> names) {
    return String.join(", ", names);
  }

  private void add(Node node, String path, String what) {
    problems.add(Problem.of(new Source(label, line(node)), prefix + path, what));
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
