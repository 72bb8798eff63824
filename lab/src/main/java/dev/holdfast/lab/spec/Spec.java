package dev.holdfast.lab.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One word with parameters, {@code word;name=value;flag}; a flag's value is empty. The order of
 * parameters is kept, a repeated name is an error.
 */
public record Spec(String word, Map<String, String> parameters) {
  public Spec {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static Spec parse(String text) {
    String[] parts = text.strip().split(";", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = (equals < 0 ? parts[i] : parts[i].substring(0, equals)).strip();
      String value = equals < 0 ? "" : parts[i].substring(equals + 1).strip();
      if (name.isEmpty()) {
        throw new SpecException("'%s' has an empty parameter".formatted(text));
      }
      if (parameters.put(name, value) != null) {
        throw new SpecException("'%s' has '%s' twice".formatted(text, name));
      }
    }
    return new Spec(parts[0].strip(), parameters);
  }

  /** Reads a whole number within bounds; {@code what} names the thing in the complaint. */
  public static int number(String what, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The one complaint below serves both: not a number, and out of bounds.
    }
    throw new SpecException(
        "%s: '%s' must be a whole number from %d to %d".formatted(what, text, least, most));
  }
}
