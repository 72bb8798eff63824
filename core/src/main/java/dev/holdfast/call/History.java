package dev.holdfast.call;

import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Reason;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call has been through: what failed how often, and which failure tells most. */
final class History {
  /** Made with the first failure: most calls have none. */
  private Map<ErrorKind, Integer> failures = Map.of();

  private boolean committed;
  private boolean resent;
  private boolean lastTry;
  private @Nullable Verdict meaningful;

  /** Whether an answer broke off that the next attempt is to continue, and how it broke off. */
  private boolean reopened;

  private @Nullable Verdict broken;

  /** Whether there is an answer that will do, and why the next attempt is to better it. */
  private boolean answer;

  private @Nullable Reason wanting;

  /** An attempt failed. A fallback's failure never hides what the first place said. */
  void failed(Verdict verdict, boolean diverted) {
    failures = failures.isEmpty() ? new EnumMap<>(ErrorKind.class) : failures;
    failures.merge(verdict.kind(), 1, Integer::sum);
    if (reopened && broken == null) {
      broken = verdict;
    }
    boolean foreign = diverted && (meaningful != null || verdict.kind() == ErrorKind.CLIENT);
    if (!foreign && tells(verdict)) {
      meaningful = verdict;
    }
  }

  /** What the upstream said tells more than a connection that broke after it. */
  private boolean tells(Verdict verdict) {
    return meaningful == null
        || verdict.origin() == Origin.PROVIDER
        || meaningful.origin() != Origin.PROVIDER;
  }

  /** A failure says nothing of the upstream; true if nothing else has failed. */
  boolean forget(ErrorKind kind) {
    resent = true;
    failures.computeIfPresent(kind, (k, n) -> n == 1 ? null : n - 1);
    return failures.isEmpty();
  }

  /** Content is handed on; true if it continues an answer that broke off. */
  boolean commit() {
    boolean continues = reopened && !committed;
    committed = true;
    return continues;
  }

  /** What was handed on is to be continued: what failed before it does not count any more. */
  void reopen() {
    failures = Map.of();
    committed = false;
    reopened = true;
  }

  /** The present attempt brought an answer that will do; the next one, if it comes, is the last. */
  void improve(Reason reason) {
    answer = true;
    wanting = reason;
    lastTry = true;
  }

  /** Whether the call has an answer to end with. */
  boolean hasAnswer() {
    return answer;
  }

  /** An answer that is to be bettered is not the last word, however good it is. */
  Decision overrule(Decision decision) {
    Reason reason = wanting;
    wanting = null;
    return reason != null && decision instanceof Accept
        ? new Retry(Duration.ZERO, reason)
        : decision;
  }

  /** Why a call failed: if it began to answer, because it could not end its answer. */
  Reason inTruth(Reason reason) {
    return reopened ? Reason.COMMITTED : reason;
  }

  /** The next attempt is the last. */
  void last() {
    lastTry = true;
  }

  boolean isLast() {
    return lastTry;
  }

  Tally tally(ErrorKind kind) {
    if (failures.isEmpty() && !lastTry && !resent && !committed) {
      return Tally.NONE;
    }
    return new Tally(failures.getOrDefault(kind, 0), lastTry, resent, committed);
  }

  /** What is told at the end: the failure that tells most, or {@code otherwise}. */
  @Nullable Verdict meaningful(@Nullable Verdict otherwise) {
    if (broken != null) {
      return broken;
    }
    return meaningful == null ? otherwise : meaningful;
  }
}
