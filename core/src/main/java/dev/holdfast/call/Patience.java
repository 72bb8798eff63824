package dev.holdfast.call;

import dev.holdfast.decide.Policy;
import dev.holdfast.retry.Elapsed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of one call: since when it is in trouble, what it spent waiting and for what, and how
 * long it may go on. The clock for retries starts at the first failure, the first hold or the first
 * wait for a quota, whichever is earliest.
 */
final class Patience {
  private @Nullable Instant deadline;
  private @Nullable Instant trouble;
  private @Nullable Instant pausedAt;
  private @Nullable Instant holdEnds;
  private @Nullable Instant waitsFrom;
  private boolean forQuota;
  private Duration waited = Duration.ZERO;
  private Duration held = Duration.ZERO;
  private Duration waitedForQuota = Duration.ZERO;

  Patience(Instant started, @Nullable Duration within) {
    this.deadline = within == null ? null : started.plus(within);
  }

  /** Something went wrong, or the call is held. */
  void troubled(Instant now) {
    trouble = trouble == null ? now : trouble;
  }

  /** The call is kept waiting before anything went wrong: that starts the clock too. */
  void kept(Instant now) {
    waitsFrom = waitsFrom == null ? now : waitsFrom;
    troubled(now);
  }

  /** What went wrong proved to be nothing; a wait before it was something. */
  void calm() {
    trouble = waitsFrom;
  }

  /** Content was handed on since then: earlier trouble is over, and so is waiting for a head. */
  void reopen() {
    trouble = null;
    waitsFrom = null;
    waitedForQuota = Duration.ZERO;
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
      held = holdEnds == null ? held : held.plus(pause);
      pausedAt = null;
      holdEnds = null;
    }
  }

  /** How long it may still wait before its next attempt. */
  Duration rest(Instant now, Policy policy, boolean quota) {
    return policy.budget().rest(elapsed(now), quota);
  }

  boolean paused() {
    return pausedAt != null;
  }

  /**
   * A hold begins, or goes on; tells when it must end.
   *
   * @param granted for all holds of the call together
   */
  Instant hold(Instant now, Duration granted, Policy policy) {
    if (holdEnds == null) {
      kept(now);
      pause(now, false);
      Duration rest = rest(now, policy, false);
      Duration left = granted.minus(held);
      holdEnds = now.plus(rest.compareTo(left) < 0 ? rest : left);
    }
    return holdEnds;
  }

  Elapsed elapsed(Instant now) {
    if (trouble == null && deadline == null && waitedForQuota.isZero()) {
      return Elapsed.NONE;
    }
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
