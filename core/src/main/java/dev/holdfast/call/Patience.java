package dev.holdfast.call;

import dev.holdfast.decide.Policy;
import dev.holdfast.retry.Elapsed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of one call: since when it is in trouble, what it spent waiting and for what, and how
 * long it may go on. The clock for retries starts at the first failure or the first hold, whichever
 * is earlier.
 */
final class Patience {
  private @Nullable Instant deadline;
  private @Nullable Instant trouble;
  private @Nullable Instant pausedAt;
  private @Nullable Instant holdEnds;
  private @Nullable Instant heldFrom;
  private boolean forQuota;
  private Duration waited = Duration.ZERO;
  private Duration waitedForQuota = Duration.ZERO;

  Patience(Instant started, @Nullable Duration within) {
    this.deadline = within == null ? null : started.plus(within);
  }

  /** Something went wrong, or the call is held. */
  void troubled(Instant now) {
    trouble = trouble == null ? now : trouble;
  }

  /** What went wrong proved to be nothing; a hold before it was something. */
  void calm() {
    trouble = heldFrom;
  }

  /** Content was handed on since then: earlier trouble is over, and so is waiting for a head. */
  void reopen() {
    trouble = null;
    deadline = null;
  }

  /** A wait begins. */
  void pause(Instant now, boolean quota) {
    pausedAt = now;
    forQuota = quota;
  }

  /** A wait is over, if there is one. */
  void resume(Instant now) {
    if (pausedAt != null) {
      Duration pause = Duration.between(pausedAt, now);
      waited = waited.plus(pause);
      waitedForQuota = forQuota ? waitedForQuota.plus(pause) : waitedForQuota;
      pausedAt = null;
      holdEnds = null;
    }
  }

  boolean paused() {
    return pausedAt != null;
  }

  /** A hold begins, or goes on; tells when it must end. */
  Instant hold(Instant now, Duration atMost, Policy policy) {
    if (holdEnds == null) {
      heldFrom = heldFrom == null ? now : heldFrom;
      troubled(now);
      pause(now, false);
      Duration rest = policy.budget().rest(elapsed(now), false);
      holdEnds = now.plus(rest.compareTo(atMost) < 0 ? rest : atMost);
    }
    return holdEnds;
  }

  Elapsed elapsed(Instant now) {
    Duration since = trouble == null ? Duration.ZERO : Duration.between(trouble, now);
    Duration left = deadline == null ? null : Duration.between(now, deadline);
    return new Elapsed(since, waitedForQuota, left);
  }

  /** Whether the caller's own deadline has passed. */
  boolean expired(Instant now) {
    return deadline != null && !now.isBefore(deadline);
  }

  @Nullable Instant deadline() {
    return deadline;
  }

  Duration waited() {
    return waited;
  }
}
