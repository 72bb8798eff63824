package dev.holdfast.gateway.resume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What an answer cost, as it tells of itself, and sums of it. Immutable. */
public final class Cost {
  /** Nothing told. */
  public static final Cost NONE = new Cost(JsonNodeFactory.instance.objectNode());

  /** The counts that a stream tells at its start and may leave out at its end. */
  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens",
          "output_tokens");

  private final ObjectNode told;

  private Cost(ObjectNode told) {
    this.told = told;
  }

  /** Reads a {@code usage}; what is none tells nothing. */
  public static Cost of(JsonNode usage) {
    return usage instanceof ObjectNode object ? new Cost(object) : NONE;
  }

  /** Both together: whole numbers are added, of everything else the later one counts. */
  public Cost plus(Cost later) {
    return new Cost(sum(told, later.told));
  }

  private static ObjectNode sum(ObjectNode a, ObjectNode b) {
    ObjectNode sum = a.deepCopy();
    for (Map.Entry<String, JsonNode> field : b.properties()) {
      JsonNode mine = sum.path(field.getKey());
      JsonNode other = field.getValue();
      if (mine.isIntegralNumber() && other.isIntegralNumber()) {
        sum.put(field.getKey(), mine.asLong() + other.asLong());
      } else if (mine instanceof ObjectNode left && other instanceof ObjectNode right) {
        sum.set(field.getKey(), sum(left, right));
      } else if (!other.isNull() || mine.isMissingNode()) {
        sum.set(field.getKey(), other);
      }
    }
    return sum;
  }

  /** The same as the end of a stream tells it, with the counts that only its start had told. */
  Cost endedWith(Cost end) {
    ObjectNode all = end.told.deepCopy();
    for (String count : COUNTS) {
      if (!all.hasNonNull(count) && told.hasNonNull(count)) {
        all.set(count, told.get(count));
      }
    }
    return new Cost(all);
  }

  /** Only the counts: what else a start tells does not belong into the end of a stream. */
  Cost counts() {
    ObjectNode counts = told.deepCopy();
    counts.retain(COUNTS);
    return new Cost(counts);
  }

  /** As JSON. */
  public String json() {
    return told.toString();
  }
}
