package dev.holdfast.decide;

import dev.holdfast.breaker.Stance;
import dev.holdfast.retry.Elapsed;
import java.time.Duration;
import java.time.Instant;

/**
 * All a decision depends on besides the verdict.
 *
 * @param now the moment of the decision
 * @param took how long the attempt took
 * @param tally what the call has been through
 * @param elapsed how far it has got in time
 * @param replay whether it may be sent again
 * @param stance what the breaker does now, the failure at hand taken into account
 */
public record Conditions(
    Instant now, Duration took, Tally tally, Elapsed elapsed, Replay replay, Stance stance) {

  /**
   * What a call has been through.
   *
   * @param ofKind failures of this verdict's kind, the present one included, from 1
   * @param lastTry whether the attempt that just failed had been its last
   * @param resent whether a stale connection has already cost it a resend
   * @param committed whether content was handed on
   */
  public record Tally(int ofKind, boolean lastTry, boolean resent, boolean committed) {}
}
