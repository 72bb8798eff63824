package dev.holdfast.gateway.watch;

import dev.holdfast.alert.Canary.Found;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.ErrorKind.Weight;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a canary brought.
 *
 * @param at when
 * @param found what that is to the rules of alerts; null if it says nothing of the upstream
 * @param words the same for people
 */
public record CanaryNews(Instant at, Result result, @Nullable Found found, String words) {
  /** What it says. */
  public enum Result {
    /** The key is known, the way is open. */
    OK,
    /** The upstream fails, or was not reached. */
    FAILED,
    /** The key is refused. */
    REFUSED,
    /** Nothing: a rate limit, or an answer that is about the question. */
    IGNORED;

    /** The name as metrics show it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What an outcome is to people.
   *
   * @param alias of the key that was asked with
   */
  static CanaryNews of(Outcome outcome, String alias, Instant now) {
    Found found = found(outcome, now);
    if (found == Found.WELL) {
      return new CanaryNews(now, Result.OK, found, "answered");
    }
    if (outcome instanceof Answered answer && answer.status() == 401) {
      return new CanaryNews(now, Result.REFUSED, null, "key " + alias + " is refused (401)");
    }
    Result result = found == null ? Result.IGNORED : Result.FAILED;
    return new CanaryNews(now, result, found, words(outcome));
  }

  private static @Nullable Found found(Outcome outcome, Instant now) {
    Verdict verdict = Classifier.classify(outcome, now);
    if (verdict.kind() == ErrorKind.OK) {
      return Found.WELL;
    }
    // A connection that the peer had closed while it idled: nobody was asked.
    boolean stale = outcome instanceof Lost lost && lost.stale();
    if (stale || verdict.kind().weight() != Weight.FAILURE) {
      return null;
    }
    return verdict.origin() == Origin.BETWEEN ? Found.UNREACHED : Found.FAILED;
  }

  private static String words(Outcome outcome) {
    if (outcome instanceof Answered answer) {
      return Integer.toString(answer.status());
    }
    if (!(outcome instanceof Lost lost)) {
      return "given up";
    }
    return switch (lost.loss()) {
      case CONNECT -> "no connection";
      case TLS -> "no TLS";
      case RESET, CUT -> "the connection broke off";
      case TIMEOUT, FIRST_TOKEN, LIVENESS, PROGRESS -> "no answer in time";
      case MALFORMED -> "an answer that is not the API's";
    };
  }
}
