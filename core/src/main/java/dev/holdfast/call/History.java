package dev.holdfast.call;

import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call has been through: what failed how often, and which failure tells most. */
final class History {
  private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
  private boolean committed;
  private boolean resent;
  private boolean lastTry;
  private @Nullable Verdict meaningful;

  /** An attempt failed. A fallback's failure never hides what the first place said. */
  void failed(Verdict verdict, boolean diverted) {
    failures.merge(verdict.kind(), 1, Integer::sum);
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

  void commit() {
    committed = true;
  }

  /** The next attempt is the last. */
  void last() {
    lastTry = true;
  }

  boolean isLast() {
    return lastTry;
  }

  Tally tally(ErrorKind kind) {
    return new Tally(failures.getOrDefault(kind, 0), lastTry, resent, committed);
  }

  /** What is told at the end: the failure that tells most, or {@code otherwise}. */
  @Nullable Verdict meaningful(@Nullable Verdict otherwise) {
    return meaningful == null ? otherwise : meaningful;
  }
}
