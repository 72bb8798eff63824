package dev.holdfast.lab.spec;

/** Finds the valid word that somebody most likely meant, by edit distance. */
public final class Nearest {
  private Nearest() {}

  /** Returns the candidate with the fewest single-letter edits; the earliest of equals. */
  public static String to(String word, Iterable<String> candidates) {
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int edits = distance(word, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      previous = row(a.charAt(i - 1), i, b, previous);
    }
    return previous[b.length()];
  }

  private static int[] row(char letter, int i, String b, int[] above) {
    int[] row = new int[above.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int replace = above[j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
    }
    return row;
  }
}
