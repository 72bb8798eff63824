package dev.holdfast.gateway.config;

import java.util.Map;
import java.util.function.Function;

/**
 * What the values of a key look like.
 *
 * @param name one or two words for the reference
 * @param secret whether a value must never be shown
 * @param read makes the value from its text, or throws {@link Unfit}
 * @param schema the same as JSON Schema
 */
record Kind<T>(String name, boolean secret, Function<String, T> read, Map<String, Object> schema) {

  /** The value of a text that is known to fit. */
  T of(String text) {
    return read.apply(text);
  }
}
