package dev.holdfast.decide;

import dev.holdfast.breaker.Stance;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Elapsed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All a decision depends on besides the verdict.
 *
 * @param now the moment of the decision
 * @param took how long the attempt took
 * @param tally what the call has been through
 * @param elapsed how far it has got in time
 * @param replay whether it may be sent again
 * @param scene what surrounds the call
 */
public record Conditions(
    Instant now, Duration took, Tally tally, Elapsed elapsed, Replay replay, Scene scene) {

  /**
   * What surrounds a call.
   *
   * @param stance what the breaker does now, the failure at hand taken into account
   * @param red whether the status page, read a moment ago, shows this model down; it never trips,
   *     ends or holds anything by itself
   * @param next when the call may go on to the next place of its route; null if there is none
   * @param diverted whether the call has left its first place already
   * @param size whether the size of the request explains a timeout
   * @param room how long it takes until a request that met a rate limit fits again, as far as is
   *     known; zero for all others
   */
  public record Scene(
      Stance stance,
      boolean red,
      @Nullable FallbackRule next,
      boolean diverted,
      SizeLink size,
      Duration room) {}

  /**
   * What a call has been through.
   *
   * @param ofKind failures of this verdict's kind, the present one included, from 1
   * @param lastTry whether the attempt that just failed had been its last
   * @param resent whether a stale connection has already cost it a resend
   * @param committed whether content was handed on
   */
  public record Tally(int ofKind, boolean lastTry, boolean resent, boolean committed) {
    /** Nothing failed so far. */
    public static final Tally NONE = new Tally(0, false, false, false);
  }
}
