package dev.holdfast.decide;

import java.time.Duration;

/**
 * How long the upstream may be silent before an attempt is given up as timed out. Zero switches a
 * limit off.
 *
 * <p>Each knows another kind of death: a stream that never begins, a connection that is gone
 * without saying so, and a stream that pings for ever but has nothing more to say. Thinking is
 * progress, a ping is not.
 *
 * @param firstToken from sending the request of a stream to its first content
 * @param liveness between any two bytes of an answer that has begun, pings included
 * @param progress between any two events of a stream that are no pings, once content came
 */
public record StreamLimits(Duration firstToken, Duration liveness, Duration progress) {
  private static final StreamLimits DEFAULTS =
      new StreamLimits(Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofSeconds(300));

  /** No limit at all: an answer may be silent for ever. */
  public static final StreamLimits NONE =
      new StreamLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public StreamLimits {
    if (firstToken.isNegative() || liveness.isNegative() || progress.isNegative()) {
      throw new IllegalArgumentException("a limit must not be negative");
    }
  }

  /** 120 s to the first content, 60 s between bytes, 300 s between events that are no pings. */
  public static StreamLimits defaults() {
    return DEFAULTS;
  }
}
