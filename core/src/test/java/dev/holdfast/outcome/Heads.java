package dev.holdfast.outcome;

import java.util.HashMap;
import java.util.Map;

/** Response headers for tests. */
public final class Heads {
  private Heads() {}

  /** Headers given as name, value, name, value; names in lower case. */
  public static Headers of(String... namesAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map::get;
  }
}
