package dev.holdfast.retry;

import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rule of each kind: how often it may be retried and how long to pause.
 *
 * @param rules a rule for every kind that may be retried; a kind without one is not
 * @param slow the rule of a {@link ErrorKind#TIMEOUT} that took long to fail
 */
public record RetryRules(Map<ErrorKind, Rule> rules, Rule slow) {
  /** A failure that took longer than this is slow. */
  public static final Duration SLOW = Duration.ofSeconds(2);

  /** No retries. */
  public static final Rule NEVER = new Rule(0, Backoff.between(Duration.ZERO, Duration.ofNanos(1)));

  /**
   * The rule of one kind.
   *
   * @param most how many retries of this kind a call may have; the time budget bounds them too
   * @param backoff the pause when the server asked for none
   */
  public record Rule(int most, Backoff backoff) {

    public Rule {
      if (most < 0) {
        throw new IllegalArgumentException("retries must not be negative: " + most);
      }
    }

    /** As many as fit the budget. */
    public static Rule whileItLasts(Backoff backoff) {
      return new Rule(Integer.MAX_VALUE, backoff);
    }
  }

  public RetryRules {
    rules = Map.copyOf(rules);
  }

  /**
   * The standard rules.
   *
   * @param serverErrorRetries how many retries of a 500 a call may have, 0 or more
   * @param base first width of the pause after a 503 or 529; half of it after a 502
   * @param cap widest pause
   */
  public static RetryRules standard(int serverErrorRetries, Duration base, Duration cap) {
    Map<ErrorKind, Rule> rules = new EnumMap<>(ErrorKind.class);
    Rule overload = Rule.whileItLasts(Backoff.of(base, cap));
    Rule gateway = Rule.whileItLasts(Backoff.of(base.dividedBy(2), cap));
    Backoff quota = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), QUOTA_CAP);
    rules.put(ErrorKind.RATE_LIMITED, Rule.whileItLasts(quota));
    rules.put(ErrorKind.SERVER_ERROR, new Rule(serverErrorRetries, AFTER_500));
    rules.put(ErrorKind.GATEWAY, gateway);
    rules.put(ErrorKind.UNAVAILABLE, overload);
    rules.put(ErrorKind.OVERLOADED, overload);
    rules.put(ErrorKind.TIMEOUT, gateway);
    Rule slow = new Rule(1, Backoff.between(Duration.ZERO, Duration.ofSeconds(2)));
    return new RetryRules(rules, slow);
  }

  private static final Duration QUOTA_CAP = Duration.ofSeconds(30);
  private static final Backoff AFTER_500 =
      Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(3));

  /**
   * The rule that applies.
   *
   * @param took how long the attempt took until it failed
   */
  public Rule rule(ErrorKind kind, Duration took) {
    if (kind == ErrorKind.TIMEOUT && took.compareTo(SLOW) > 0) {
      return slow;
    }
    return rules.getOrDefault(kind, NEVER);
  }
}
