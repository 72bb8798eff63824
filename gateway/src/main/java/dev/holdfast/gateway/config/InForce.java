package dev.holdfast.gateway.config;

import dev.holdfast.decide.Policy;
import dev.holdfast.retry.Backoff;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.RetryRules.Rule;
import dev.holdfast.verdict.CodeReference.Row;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of the reference with the numbers of the policy in force. */
public final class InForce {
  private static final int STEPS = 5;

  private final Policy policy;

  /** Under this policy. */
  public InForce(Policy policy) {
    this.policy = policy;
  }

  /** Whether a row is retried, in two or three words. */
  public String retry(Row row) {
    Rule rule = rule(row.kind());
    boolean never = rule.most() == 0 || budget(row.kind()).isZero();
    if (never || rule.most() == Integer.MAX_VALUE) {
      return never ? "no" : row.retry();
    }
    return rule.most() == 1 ? "once" : rule.most() + " times";
  }

  /** What is done. */
  public String action(Row row) {
    if (retry(row).equals("no")) {
      boolean wouldBe = !row.retry().equals("no");
      return wouldBe ? "hand it on: the policy in force allows no retry" : row.action();
    }
    return switch (row.kind()) {
      case RATE_LIMITED ->
          "wait out retry-after, never less, up to "
              + text(policy.budget().quota())
              + " in all; a spend limit: hand it on";
      case SERVER_ERROR -> serverError();
      case GATEWAY, UNAVAILABLE, OVERLOADED ->
          "retry with pauses of " + ladder(rule(row.kind()).backoff()) + ", for " + time();
      case TIMEOUT ->
          "within %s, or unrelated to size: as 502; the longest requests: no retry; else one"
              .formatted(text(RetryRules.SLOW));
      case OK, CLIENT, SPEND_LIMIT, OTHER, CANCELLED -> row.action();
    };
  }

  /** The budgets, and what holds for every row. */
  public List<String> general() {
    return List.of(
        "Retries start within %s of the first failure; waits for a 429 have %s of their own."
            .formatted(time(), text(policy.budget().quota())),
        "Pauses are drawn at random between nothing and the length shown (full jitter)."
            + " A retry-after is a floor for every code; when it does not fit, the caller is told"
            + " when to come back.",
        "Nothing is retried once content has reached the caller.");
  }

  /** The longest pause before each retry: {@code up to 1s, 2s, 4s, 8s}. */
  public static String ladder(Backoff backoff) {
    List<String> steps = new ArrayList<>();
    Duration step = backoff.base();
    while (step.compareTo(backoff.cap()) < 0 && steps.size() < STEPS - 1) {
      steps.add(text(step));
      step = step.multipliedBy(2);
    }
    boolean reached = step.compareTo(backoff.cap()) >= 0;
    String last = text(backoff.cap());
    return "up to "
        + String.join(", ", steps)
        + (steps.isEmpty() ? "" : reached ? ", " : " … ")
        + last;
  }

  /** How long attempts of a kind may start after the first failure. */
  private Duration budget(ErrorKind kind) {
    return kind == ErrorKind.RATE_LIMITED ? policy.budget().quota() : policy.budget().time();
  }

  private String serverError() {
    Rule rule = rule(ErrorKind.SERVER_ERROR);
    String pause = text(rule.backoff().floor()) + " to " + text(rule.backoff().cap());
    return rule.most() == 1
        ? "one retry after " + pause + "; a second 500 ends the call"
        : "up to " + rule.most() + " retries, each after " + pause;
  }

  private Rule rule(ErrorKind kind) {
    return policy.rules().rule(kind, Duration.ZERO);
  }

  private String time() {
    return text(policy.budget().time());
  }

  private static String text(Duration duration) {
    return DurationText.of(duration);
  }
}
