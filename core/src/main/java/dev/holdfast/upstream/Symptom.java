package dev.holdfast.upstream;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an outage looks like. Posts almost never name a status code, so a post and a failing call
 * meet in these classes.
 */
public enum Symptom {
  /** Errors, outages: 500, 502, 503, 504, 529, time limits. */
  ERRORS(
      "error|unavailab|disrupt|outage|\\bdown\\b|fail|interrupt|time-?outs?\\b|timed out"
          + "|\\b5\\d\\ds?\\b|\\b5xx"),
  /** Signing in: 401, 403. */
  AUTH("authenticat|\\blog(?:ging)?[ -]?ins?\\b|\\bsign(?:ing)?[ -]?ins?\\b|\\b401s?\\b"),
  /** Rate limits: 429. */
  QUOTA("rate[ -]limit|\\b429s?\\b"),
  /** Slowness: 504, time limits, slow answers. */
  SLOW("latenc|\\bslow|degrad|time-?outs?\\b|timed out|\\bdelay|\\bhang"),
  /** A model taken away: 403 or 404 for that model. */
  MODEL_GONE("suspen[ds]|deprecat|\\bretire|no longer (?:available|accessible)");

  private final Pattern words;

  Symptom(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** The symptoms that a text names. */
  static Set<Symptom> in(String text) {
    EnumSet<Symptom> named = EnumSet.noneOf(Symptom.class);
    for (Symptom symptom : values()) {
      if (symptom.words.matcher(text).find()) {
        named.add(symptom);
      }
    }
    return Collections.unmodifiableSet(named);
  }
}
