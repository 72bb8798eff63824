package dev.holdfast.alert;

import dev.holdfast.situation.Situation;

/**
 * What is behind the trouble, as far as it is known: a word and a sentence for people.
 *
 * @param word {@code known}, {@code unposted}, {@code local}, …
 * @param sentence empty if there is nothing to say
 */
public record Explanation(String word, String sentence) {
  /** Nobody knows. */
  public static final Explanation UNKNOWN = new Explanation("unknown", "");

  /** What a situation says of it. */
  public static Explanation of(Situation situation) {
    return new Explanation(situation.cause().slug(), situation.verdict());
  }
}
