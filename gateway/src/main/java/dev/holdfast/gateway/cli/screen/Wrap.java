package dev.holdfast.gateway.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at blanks. */
public final class Wrap {
  private Wrap() {}

  /** Lines of at most {@code width}; a longer word gets a line of its own, cut nowhere. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A wrapped text behind a label; further lines are indented as far as the first. */
  public static String labelled(String label, String text, int width) {
    String indent = " ".repeat(label.length());
    return label + String.join("\n" + indent, lines(text, width - label.length()));
  }
}
