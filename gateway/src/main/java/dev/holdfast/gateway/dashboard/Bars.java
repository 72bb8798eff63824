package dev.holdfast.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stacked bars, with the same as a table for whoever does not see them. What failed is at the foot,
 * where it can be compared.
 */
final class Bars {
  private static final int BAR = 10;
  private static final int GAP = 2;
  private static final int HEIGHT = 100;

  /** The smallest thing that can be seen: one failure among thousands must not vanish. */
  private static final double LEAST = 2;

  private static final int ROWS = 12;

  /** From the foot up. */
  private static final Map<AttemptClass, String> STACK = new LinkedHashMap<>();

  static {
    STACK.put(AttemptClass.UNANSWERED, "no answer");
    STACK.put(AttemptClass.OVERLOADED, "529");
    STACK.put(AttemptClass.FAILED, "500, 502, 503, 504");
    STACK.put(AttemptClass.LIMITED, "429");
    STACK.put(AttemptClass.YOURS, "4xx, yours");
    STACK.put(AttemptClass.OTHER, "other");
    STACK.put(AttemptClass.OK, "ok");
  }

  private final Instant from;
  private final Duration step;
  private final Map<AttemptClass, long[]> counts;
  private final int steps;
  private final long highest;

  /** Something that lasted, drawn behind the bars. */
  record Span(Instant from, Instant to, String kind, String title) {}

  /**
   * Bars.
   *
   * @param counts for each class one number for each step
   */
  Bars(Instant from, Duration step, Map<AttemptClass, long[]> counts) {
    this.from = from;
    this.step = step;
    this.counts = counts;
    this.steps = counts.values().stream().mapToInt(line -> line.length).max().orElse(0);
    long most = 0;
    for (int i = 0; i < steps; i++) {
      most = Math.max(most, sum(i));
    }
    this.highest = most;
  }

  private long sum(int at) {
    return counts.values().stream().mapToLong(line -> line[at]).sum();
  }

  long total() {
    return counts.values().stream().flatMapToLong(Arrays::stream).sum();
  }

  private long total(AttemptClass each) {
    return Arrays.stream(counts.getOrDefault(each, new long[0])).sum();
  }

  /**
   * Draws them.
   *
   * @param end what the last step is called
   */
  void write(Html to, List<Span> spans, String end) {
    to.open("figure");
    to.open("p", "class", "scale", "aria-hidden", "true");
    to.put("span", "at most %,d a minute".formatted(highest)).close();
    to.open(
        "svg",
        "class",
        "bars",
        "role",
        "img",
        "aria-label",
        summary(),
        "viewBox",
        "0 0 " + steps * BAR + " " + HEIGHT,
        "preserveAspectRatio",
        "none");
    spans.forEach(span -> shade(to, span));
    for (int i = 0; i < steps; i++) {
      bar(to, i);
    }
    to.close();
    foot(to, spans, end);
    table(to);
    to.close();
  }

  private void foot(Html to, List<Span> spans, String end) {
    to.open("p", "class", "axis", "aria-hidden", "true");
    to.put("span", Times.clock(from, from)).put("span", end).close();
    to.open("p", "class", "legend", "aria-hidden", "true");
    STACK.forEach((each, name) -> {
      if (total(each) > 0) {
        to.open("span", "class", "key " + each.slug()).text(name + " ");
        to.put("b", "%,d".formatted(total(each))).close();
      }
    });
    spans.stream()
        .map(Span::kind)
        .distinct()
        .forEach(kind -> to.put("span", kind, "class", "key " + kind));
    to.close();
  }

  private void shade(Html to, Span span) {
    double length = steps * (double) step.toSeconds();
    double begin = Math.max(0, Duration.between(from, span.from()).toSeconds() / length);
    double end = Math.min(1, Duration.between(from, span.to()).toSeconds() / length);
    if (end > begin) {
      double width = steps * (double) BAR;
      to.open(
          "rect",
          "class",
          span.kind(),
          "x",
          number(begin * width),
          "y",
          span.kind().equals("breaker") ? "0" : "4",
          "width",
          number(Math.max(LEAST, (end - begin) * width)),
          "height",
          span.kind().equals("breaker") ? "4" : "96");
      to.put("title", span.title()).close();
    }
  }

  private void bar(Html to, int at) {
    double y = HEIGHT;
    for (AttemptClass each : STACK.keySet()) {
      long count = counts.containsKey(each) ? counts.get(each)[at] : 0;
      if (count > 0) {
        double height = Math.max(LEAST, 92.0 * count / highest);
        y -= height;
        to.mark(
            "rect",
            "class",
            each.slug(),
            "x",
            number(at * BAR + GAP / 2.0),
            "y",
            number(y),
            "width",
            number(BAR - GAP),
            "height",
            number(height));
      }
    }
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private String summary() {
    long bad =
        total(AttemptClass.FAILED)
            + total(AttemptClass.OVERLOADED)
            + total(AttemptClass.UNANSWERED);
    return "Attempts in the last hour: %d, of which %d failed upstream and %d met a rate limit"
        .formatted(total(), bad, total(AttemptClass.LIMITED));
  }

  private void table(Html to) {
    to.open("details", "id", "chart-table").put("summary", "As a table");
    to.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Attempts");
    to.open("table").open("thead").open("tr").put("th", "from", "scope", "col");
    STACK.values().forEach(name -> to.put("th", name, "scope", "col"));
    to.close().close().open("tbody");
    int each = Math.max(1, steps / ROWS);
    for (int i = 0; i < steps; i += each) {
      int begin = i;
      to.open("tr").put("th", Times.clock(from.plus(step.multipliedBy(i)), from), "scope", "row");
      STACK.keySet().forEach(one -> to.put("td", "%,d".formatted(part(one, begin, begin + each))));
      to.close();
    }
    to.close().close().close().close();
  }

  private long part(AttemptClass each, int begin, int end) {
    long[] line = counts.getOrDefault(each, new long[steps]);
    return Arrays.stream(line, begin, Math.min(end, line.length)).sum();
  }
}
