package dev.holdfast.gateway.history;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the feed: something that happened and is worth telling later.
 *
 * @param at when
 * @param kind what kind of thing
 * @param scope what it is about: an endpoint, an incident, a service
 * @param severity how bad, in a word: {@code info}, {@code warning}, {@code error}, {@code
 *     critical}
 * @param title one line for people
 * @param body more of it as JSON; null if there is no more
 */
public record Occurrence(
    Instant at, Kind kind, String scope, String severity, String title, @Nullable String body) {

  /** What happens. */
  public enum Kind {
    /** A gateway started. */
    START,
    BREAKER,
    INCIDENT,
    /** Another row of the decision table holds. */
    SITUATION,
    ALERT,
    DEPLOY,
    SILENCE,
    CONFIG,
    /** A kind that a later version writes. */
    OTHER;

    /** As it is written. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String slug) {
      for (Kind kind : values()) {
        if (kind.slug().equals(slug)) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  /** One of no particular weight. */
  public static Occurrence info(Instant at, Kind kind, String scope, String title) {
    return new Occurrence(at, kind, scope, "info", title, null);
  }
}
