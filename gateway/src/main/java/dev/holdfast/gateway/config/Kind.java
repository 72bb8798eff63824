package dev.holdfast.gateway.config;

import java.util.Map;
import java.util.function.Function;

/**
 * What the values of a key look like.
 *
 * @param name one or two words for the reference
 * @param secret whether a value must never be shown
 * @param form how it is written in YAML
 * @param read makes the value from its text, or throws {@link Unfit}
 * @param schema the same as JSON Schema
 */
record Kind<T>(
    String name, boolean secret, Form form, Function<String, T> read, Map<String, Object> schema) {

  /** How values are written in YAML. */
  enum Form {
    /** One value. */
    ONE,
    /** A list of values; their text is joined with commas. */
    LIST,
    /** Names and values; their text is joined as {@code name=value,name=value}. */
    PAIRS
  }

  /** One value. */
  Kind(String name, boolean secret, Function<String, T> read, Map<String, Object> schema) {
    this(name, secret, Form.ONE, read, schema);
  }

  /** The value of a text that is known to fit. */
  T of(String text) {
    return read.apply(text);
  }
}
