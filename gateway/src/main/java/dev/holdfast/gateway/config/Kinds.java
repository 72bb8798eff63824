package dev.holdfast.gateway.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of value that the configuration has. */
final class Kinds {
  private static final String TYPE = "type";
  private static final String PATTERN = "pattern";

  static final Kind<Address> ADDRESS =
      new Kind<>(
          "host:port",
          false,
          Address::parse,
          Map.of(TYPE, "string", PATTERN, "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._*-]+):\\d{1,5}$"));

  static final Kind<URI> URL =
      new Kind<>(
          "URL",
          false,
          Urls::upstream,
          Map.of(TYPE, "string", "format", "uri", PATTERN, "^https?://"));

  static final Kind<URI> PROXY =
      new Kind<>(
          "URL", false, Urls::proxy, Map.of(TYPE, "string", "format", "uri", PATTERN, "^http://"));

  static final Kind<List<URI>> PAGES =
      new Kind<>(
          "list of URLs",
          false,
          Kind.Form.LIST,
          Urls::pages,
          Map.of(
              TYPE,
              "array",
              "items",
              new TreeMap<>(Map.of(TYPE, "string", PATTERN, "^https?://"))));

  static final Kind<Path> FILE = new Kind<>("file", false, Kinds::path, Map.of(TYPE, "string"));

  static final Kind<String> SECRET =
      new Kind<>("secret", true, Kinds::secret, Map.of(TYPE, "string", "minLength", 1));

  /** To some places the URL is the secret. */
  static final Kind<URI> SECRET_URL =
      new Kind<>(
          "URL", true, Urls::sink, Map.of(TYPE, "string", "format", "uri", PATTERN, "^https?://"));

  /** A word that can stand in a header, a log line or a metric as it is. */
  static final Kind<String> NAME =
      new Kind<>(
          "name", false, Kinds::name, Map.of(TYPE, "string", PATTERN, "^[A-Za-z0-9._-]{1,32}$"));

  static final Kind<String> TEXT =
      new Kind<>("text", false, text -> text, Map.of(TYPE, "string", "minLength", 1));

  static final Kind<Map<String, String>> PAIRS =
      new Kind<>(
          "names and values",
          false,
          Kind.Form.PAIRS,
          Kinds::pairs,
          Map.of(TYPE, "object", "additionalProperties", Map.of(TYPE, "string")));

  static final Kind<Boolean> FLAG =
      new Kind<>("true or false", false, Kinds::flag, Map.of(TYPE, "boolean"));

  private Kinds() {}

  static Kind<Duration> duration(String least, String most) {
    Duration from = DurationText.parse(least);
    Duration to = DurationText.parse(most);
    return new Kind<>(
        "duration, " + least + " to " + most,
        false,
        text -> within(DurationText.parse(text), from, to, least, most),
        Map.of(TYPE, "string", PATTERN, "^" + DurationText.PATTERN + "$"));
  }

  static Kind<Integer> count(int least, int most) {
    return new Kind<>(
        "number, " + least + " to " + most,
        false,
        text -> within(whole(text), least, most, "" + least, "" + most),
        Map.of(TYPE, "integer", "minimum", least, "maximum", most));
  }

  static Kind<Double> percentage(int least, int most) {
    return new Kind<>(
        "percentage, " + least + "% to " + most + "%",
        false,
        text -> within(share(text), least / 100.0, most / 100.0, least + "%", most + "%"),
        Map.of(TYPE, "string", PATTERN, "^\\d{1,3}(\\.\\d+)?%$"));
  }

  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    return new Kind<>(
        String.join(" or ", words),
        false,
        text -> type.getEnumConstants()[chosen(text, words)],
        Map.of("enum", words));
  }

  /** Any number of an enum's words, with hyphens for its underscores. */
  static <E extends Enum<E>> Kind<Set<E>> choices(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Kinds::slug).toList();
    return new Kind<>(
        "list of: " + String.join(", ", words),
        false,
        Kind.Form.LIST,
        text -> chosenOf(text, type, words),
        Map.of(TYPE, "array", "items", Map.of("enum", words)));
  }

  private static String slug(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> Set<E> chosenOf(
      String text, Class<E> type, List<String> words) {
    Set<E> chosen = EnumSet.noneOf(type);
    for (String word : text.split(",")) {
      int index = words.indexOf(word.strip());
      if (index < 0) {
        String near = Spelling.nearest(word.strip(), words);
        String mend =
            near == null
                ? "choose from: " + String.join(", ", words)
                : "did you mean " + near + "?";
        boolean alone = word.strip().equals(text.strip());
        String what =
            alone ? "is an unknown word: " : "has an unknown word, '" + word.strip() + "': ";
        throw new Unfit(what + mend);
      }
      chosen.add(type.getEnumConstants()[index]);
    }
    return chosen;
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",")) {
      int at = pair.indexOf('=');
      if (at < 1 || at == pair.length() - 1) {
        throw new Unfit("is not names and values: write {from: to, from: to}");
      }
      pairs.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
    }
    return pairs;
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,32}")) {
      throw new Unfit("is not a name: up to 32 letters, digits, dots, hyphens and underscores");
    }
    return text;
  }

  private static int chosen(String text, List<String> words) {
    int index = words.indexOf(text);
    if (index < 0) {
      throw new Unfit("is not one of: " + String.join(", ", words));
    }
    return index;
  }

  private static <T extends Comparable<T>> T within(
      T value, T from, T to, String least, String most) {
    if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
      throw new Unfit("is out of range: it must be from %s to %s".formatted(least, most));
    }
    return value;
  }

  private static int whole(String text) {
    if (!text.matches("[+-]?\\d{1,9}")) {
      throw new Unfit("is not a whole number");
    }
    return Integer.parseInt(text);
  }

  private static double share(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d+)?\\s?%")) {
      throw new Unfit("is not a percentage: write it like 40%");
    }
    return Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100;
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new Unfit("is neither true nor false");
    }
    return text.equals("true");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Unfit("is not a file name", e);
    }
  }

  /** Goes into a header, so it must be able to. */
  private static String secret(String text) {
    if (!text.matches("[!-~]+")) {
      throw new Unfit("must be ASCII letters, digits and signs, without blanks");
    }
    return text;
  }
}
