package dev.holdfast.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sentence in a post. A post tells in one breath what fails and what is well again
 * ("resolving errors on Opus 4.6, and have seen Sonnet 4.6 return to normal"), so each part is read
 * on its own.
 *
 * @param text the words, in lower case for all but names
 * @param well whether it says that what it names works, or works again
 * @param others the part after "other than", "except", "non-": what it does not speak of
 */
record Clause(String text, boolean well, String others) {
  private static final Pattern CUTS =
      Pattern.compile(
          "[;!?\\n(]|[.:](?=\\s)|,? (?:but|though|although|while|however)\\b"
              + "|, and (?=have|has|are|is|we|working)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_YET =
      Pattern.compile(
          "(?:not|n't)(?: yet)?(?: fully)? (?:recovered|resolved|healthy)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WELL =
      Pattern.compile(
          "\\b(?:recover(?:ed|y|s|ing)|stabili[sz]ed?|healthy|resolved|mitigated|unaffected|unimpacted)\\b"
              + "|\\b(?:still (?:available|operational|up)|serving requests)\\b"
              + "|\\b(?:return(?:s|ed|ing)?|back)(?: \\w+)? to (?:\\w+ )?(?:normal|baseline)"
              + "|\\bat (?:\\w+ )?(?:normal|baseline)"
              + "|\\b(?:not|n't)(?: \\w+)? (?:affected|impacted)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OTHER_THAN =
      Pattern.compile(
          "\\b(?:other than|except(?: for)?|excluding|apart from|non-)(.*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SEVERAL =
      Pattern.compile(
          "\\b(?:all|multiple|several|some|many|most|across|various|other|to|non-\\w+)"
              + "(?: of)?(?: the| our)?(?: claude| anthropic)? models\\b",
          Pattern.CASE_INSENSITIVE);

  /** The parts of a text. */
  static List<Clause> of(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : CUTS.split(text)) {
      if (!part.isBlank()) {
        clauses.add(read(part));
      }
    }
    return clauses;
  }

  private static Clause read(String part) {
    boolean well = WELL.matcher(part).find() && !NOT_YET.matcher(part).find();
    Matcher except = OTHER_THAN.matcher(part);
    boolean excepts = except.find();
    return new Clause(
        excepts ? part.substring(0, except.start()) : part, well, excepts ? except.group() : "");
  }

  /** The models it speaks of. */
  Set<ModelName> models() {
    return ModelNames.in(text);
  }

  /** The models it excepts. */
  Set<ModelName> excepted() {
    return ModelNames.in(others);
  }

  /** Whether it speaks of several models without naming them, or of all but some. */
  boolean several() {
    return SEVERAL.matcher(text + others).find() || !excepted().isEmpty();
  }
}
