package dev.holdfast.alert;

/**
 * What is behind the trouble, as far as it is known: a word and a sentence for people.
 *
 * @param word {@code known}, {@code unposted}, {@code local}, …
 * @param sentence empty if there is nothing to say
 */
public record Cause(String word, String sentence) {
  /** Nobody knows. */
  public static final Cause UNKNOWN = new Cause("unknown", "");
}
