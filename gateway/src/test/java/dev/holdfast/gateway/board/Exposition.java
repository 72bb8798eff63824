package dev.holdfast.gateway.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A scrape, read as Prometheus reads it. */
final class Exposition {
  private final Map<String, Double> series = new LinkedHashMap<>();
  private final Set<String> names = new TreeSet<>();

  Exposition(String text) {
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        names.add(line.split(" ", -1)[2]);
      } else if (!line.startsWith("#")) {
        int end = line.lastIndexOf(' ');
        series.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
      }
    }
  }

  /** The value of one series, written as in the text; 0 if there is none. */
  double value(String name) {
    return series.getOrDefault(name, 0.0);
  }

  /** The sum of all series that begin so. */
  double sum(String prefix) {
    return series.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  List<String> series() {
    return List.copyOf(series.keySet());
  }

  /** The metrics' names. */
  Set<String> names() {
    return names;
  }
}
