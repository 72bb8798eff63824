package dev.holdfast.gateway.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  static final Kind<Path> FILE = new Kind<>("file", false, Kinds::path, Map.of(TYPE, "string"));

  static final Kind<String> SECRET =
      new Kind<>("secret", true, Kinds::secret, Map.of(TYPE, "string", "minLength", 1));

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
