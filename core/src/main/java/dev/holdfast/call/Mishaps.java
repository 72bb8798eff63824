package dev.holdfast.call;

import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong in one call so far: how often each kind did, and what is worth telling of it. */
final class Mishaps {
  private final Map<ErrorKind, Integer> counts = new EnumMap<>(ErrorKind.class);
  private @Nullable Verdict meaningful;
  private boolean resent;

  /** An attempt came back; tells whether it was a failure. */
  boolean note(Verdict verdict) {
    if (verdict.kind() == ErrorKind.OK || verdict.kind() == ErrorKind.CANCELLED) {
      return false;
    }
    counts.merge(verdict.kind(), 1, Integer::sum);
    meaningful = worthTelling(verdict) ? verdict : meaningful;
    return true;
  }

  /** What the upstream said tells more than a connection that broke after it. */
  private boolean worthTelling(Verdict verdict) {
    return meaningful == null
        || verdict.origin() == Origin.PROVIDER
        || meaningful.origin() != Origin.PROVIDER;
  }

  /** The call ends with this. What the upstream said before outlives all but a success. */
  void conclude(Verdict verdict) {
    boolean success = verdict.kind() == ErrorKind.OK;
    meaningful = meaningful == null || success ? verdict : meaningful;
  }

  /** A stale connection says nothing of the upstream: it widens no pause. */
  void forget(ErrorKind kind) {
    resent = true;
    counts.computeIfPresent(kind, (k, n) -> n == 1 ? null : n - 1);
  }

  int of(ErrorKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  boolean none() {
    return counts.isEmpty();
  }

  /** Whether a stale connection has cost the call a resend. */
  boolean resent() {
    return resent;
  }

  /** The last failure that says something; null if there was none. */
  @Nullable Verdict meaningful() {
    return meaningful;
  }
}
