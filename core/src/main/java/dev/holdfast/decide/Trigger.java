package dev.holdfast.decide;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes a call leave its place for the next one of its route. Never an error of the request's
 * own making: the next place would answer the same.
 */
public enum Trigger {
  /** The circuit breaker lets nobody through, or would hold the call. */
  BREAKER_OPEN,
  /** The time budget or the retry budget is spent, or a server's wait does not fit. */
  BUDGET_SPENT,
  /** A 500 came again after its one retry. */
  SECOND_500,
  /** A 529 while the status page says, freshly and in red, that this model is down. */
  OVERLOADED_RED,
  /** The first content did not come in time. */
  FIRST_TOKEN,
  /** The first 529, at once instead of a retry. */
  OVERLOADED,
  /** The first 502 or 503, at once instead of a retry. */
  UNAVAILABLE,
  /** The first 429, at once instead of waiting: for a place with another quota. */
  RATE_LIMITED,
  /** A spend limit: for a place that somebody else pays for. */
  SPEND_LIMIT,
  /** The key was refused (401): for a place with another key. */
  KEY_REJECTED,
  /** The model is not known (404): for a place with another model. */
  MODEL_404,
  /** The model refused to answer ({@code stop_reason: refusal}): for another model. */
  REFUSAL;

  /** The trigger that an end of patience pulls; null if the call must end with it. */
  public static @Nullable Trigger of(Reason reason) {
    return switch (reason) {
      case BREAKER_OPEN, HOLD_EXPIRED, KNOWN_INCIDENT, GATED -> BREAKER_OPEN;
      case BUDGET_SPENT, WAIT_TOO_LONG, RETRY_BUDGET_SPENT, UPSTREAM_SAYS_NO, LONG_REQUEST, QUOTA ->
          BUDGET_SPENT;
      case SPEND_LIMIT -> SPEND_LIMIT;
      default -> null;
    };
  }

  /** The name as configuration and headers show it: {@code breaker-open}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
