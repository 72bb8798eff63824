package dev.holdfast.alert;

import java.time.Instant;

/**
 * A question of our own to the upstream, which no caller asked. A failed one continues what callers
 * have met; a good one proves only what it asked: its own endpoint, and the way there.
 *
 * @param at when it was answered, or given up
 * @param endpoint what it asked, as gauges name it: {@code /v1/models}
 * @param found what it brought
 */
public record Canary(Instant at, String endpoint, Found found) {
  /** What a question may bring. */
  public enum Found {
    /** A good answer. */
    WELL,
    /** A failure of the upstream's, or no answer in time. */
    FAILED,
    /** The upstream was not reached: DNS, connection, TLS, a proxy. */
    UNREACHED
  }
}
