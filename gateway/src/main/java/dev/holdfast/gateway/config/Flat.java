package dev.holdfast.gateway.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Lists and pairs of plain values as one text, so that all values are read from text. */
final class Flat {
  private Flat() {}

  /** The text, or null if the node has another form or nests. */
  static @Nullable String text(Node node, Kind.Form form) {
    List<String> parts = new ArrayList<>();
    if (form == Kind.Form.LIST && node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> parts.add(plain(item)));
    } else if (form == Kind.Form.PAIRS && node instanceof MappingNode mapping) {
      for (NodeTuple pair : mapping.getValue()) {
        String name = plain(pair.getKeyNode());
        String value = plain(pair.getValueNode());
        parts.add(name == null || value == null ? null : name + "=" + value);
      }
    } else {
      return null;
    }
    return parts.contains(null) ? null : String.join(",", parts);
  }

  private static @Nullable String plain(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }
}
