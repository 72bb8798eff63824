package dev.holdfast.upstream;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the models that a text names. */
final class ModelNames {
  private static final String KIND = "opus|sonnet|haiku|fable|mythos|instant";

  /** One or two numbers; not the hour of a time, a share or a date. */
  private static final String VERSION =
      "\\d{1,2}(?:[.-]\\d{1,2})?(?![\\d:%]|\\.\\d|-\\d{1,2}(?!\\d)| ?(?:min|hour))";

  /** The number stood before the kind once: "3.5 Sonnet". */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?:\\b(%1$s)[ -])?(?<![a-z])(%2$s)s?(?![a-z])(?:[ -]v?(%1$s))?".formatted(VERSION, KIND),
          Pattern.CASE_INSENSITIVE);

  /** The first models were called by a number only. */
  private static final Pattern BARE =
      Pattern.compile(
          "\\bclaude[ -]v?(%s)(?!\\d* ?[ -](?:%s))".formatted(VERSION, KIND),
          Pattern.CASE_INSENSITIVE);

  /** A kind this version does not know yet; products have such names too. */
  private static final Pattern NEW =
      Pattern.compile(
          "\\b[Cc]laude[ -](?!(?i:code|cowork|desktop|design|security|console|max|pro|team)\\b)"
              + "([A-Z][a-z]{2,}|(?<=-)[a-z]{3,})[ -](%s)".formatted(VERSION));

  /** "Opus 4.6, 4.7 and 4.8". */
  private static final Pattern NEXT_VERSION =
      Pattern.compile("\\G(?:,? (?:and|or|&) |, ?|/)(\\d{1,2}\\.\\d{1,2})(?![\\d:%.])");

  /** Between "Opus" and "Sonnet 4.6" in "Opus and Sonnet 4.6". */
  private static final Pattern JOINT =
      Pattern.compile("(?:,|/|,? (?:and|or|&)) ?(?:claude )?", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final Set<ModelName> found = new LinkedHashSet<>();

  private ModelNames(String text) {
    this.text = text;
  }

  /** The models named in a text, in no particular order. */
  static Set<ModelName> in(String text) {
    ModelNames names = new ModelNames(text);
    names.known();
    names.of(BARE);
    names.of(NEW);
    return names.found;
  }

  private void known() {
    Matcher match = KNOWN.matcher(text);
    int waitsFrom = -1; // where a kind without a number ended, which may share the next one's
    String waits = "";
    while (match.find()) {
      String kind = match.group(2);
      String version = match.group(3) == null ? match.group(1) : match.group(3);
      boolean shares = waitsFrom >= 0 && joined(waitsFrom, match.start());
      if (waitsFrom >= 0) {
        add(waits, shares ? match.group(3) : null);
      }
      waitsFrom = version == null ? match.end() : -1;
      waits = kind;
      if (version != null) {
        add(kind, version);
        more(kind, match.end());
      }
    }
    if (waitsFrom >= 0) {
      add(waits, null);
    }
  }

  private boolean joined(int from, int to) {
    return JOINT.matcher(text).region(from, to).matches();
  }

  private void of(Pattern pattern) {
    Matcher match = pattern.matcher(text);
    while (match.find()) {
      boolean bare = match.groupCount() == 1;
      String kind = bare ? "claude" : match.group(1);
      add(kind, match.group(match.groupCount()));
      more(kind, match.end());
    }
  }

  /** More versions of the same kind. */
  private void more(String kind, int from) {
    Matcher next = NEXT_VERSION.matcher(text).region(from, text.length());
    while (next.find()) {
      add(kind, next.group(1));
    }
  }

  private void add(String kind, @Nullable String version) {
    found.add(new ModelName(kind, version == null ? null : version.replace('-', '.')));
  }
}
