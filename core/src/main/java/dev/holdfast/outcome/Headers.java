package dev.holdfast.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Response headers as the engine reads them: one value by name. A functional interface, so that an
 * adapter lends its own multi-map without copying it.
 */
@FunctionalInterface
public interface Headers {
  /** No headers at all. */
  Headers NONE = name -> null;

  /**
   * The first value of a header.
   *
   * @param name in lower case; the lookup must ignore the case the server used
   * @return the value, or null where there is none; the answer must not change after the head
   *     arrived
   */
  @Nullable String first(String name);
}
