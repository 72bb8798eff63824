package dev.holdfast.lab.conformity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Observations of several clients as a table in Markdown, one column each. */
public final class ConformityTable {
  private final Map<String, List<Observation>> columns = new LinkedHashMap<>();

  /** An empty table. */
  public ConformityTable() {}

  /** Adds a column; all columns have the same scenarios in the same order. */
  public void add(String client, List<Observation> observations) {
    columns.put(client, List.copyOf(observations));
  }

  /** The table. A cell: what the caller sees; requests at the upstream; seconds. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| what happens upstream |");
    columns.keySet().forEach(client -> text.append(' ').append(client).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    List<Observation> first = columns.values().iterator().next();
    for (int row = 0; row < first.size(); row++) {
      text.append("| ").append(first.get(row).scenario().name()).append(" |");
      for (List<Observation> column : columns.values()) {
        text.append(' ').append(cell(column.get(row))).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(Observation o) {
    String mark = o.conforms() ? "✓" : "✗";
    double seconds = o.took().toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%s %s; %d; %.1f s", mark, o.words(), o.attempts(), seconds);
  }
}
