package dev.holdfast.gateway.dashboard;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;

/** What a page was asked, parameter by parameter; what cannot be read is refused with a remedy. */
record Query(MultiMap parameters) {
  boolean has(String name) {
    return parameters.contains(name);
  }

  String word(String name, String usual) {
    String said = parameters.get(name);
    return said == null ? usual : said;
  }

  int number(String name, int usual, int most) {
    String said = parameters.get(name);
    if (said == null) {
      return usual;
    }
    if (!said.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(name + " is a whole number");
    }
    return Math.min(most, Integer.parseInt(said));
  }

  Instant time(String name, Instant usual) {
    String said = parameters.get(name);
    if (said == null) {
      return usual;
    }
    try {
      Instant time = Instant.parse(said);
      // Beyond this milliseconds do not fit, and nobody has a history.
      return time.getEpochSecond() < 0 || time.isAfter(Instant.parse("9999-01-01T00:00:00Z"))
          ? usual
          : time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is a time such as 2026-11-23T14:06:00Z", e);
    }
  }
}
