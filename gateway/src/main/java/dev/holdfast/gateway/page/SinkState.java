package dev.holdfast.gateway.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a sink does.
 *
 * @param name as configured
 * @param unsent letters that wait for it
 * @param tally what became of letters so far
 * @param trouble why it takes nothing at present; null if the last letter arrived
 * @param since when the trouble began; null if there is none
 */
public record SinkState(
    String name, int unsent, Tally tally, @Nullable String trouble, @Nullable Instant since) {
  /** No letter yet. */
  static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

  /**
   * Counts since the start.
   *
   * @param delivered arrived
   * @param failed sendings in vain
   * @param refused given up, since the sink calls the message wrong
   * @param expired given up, since nobody needs it any more
   * @param superseded not sent, since the alert was over before
   */
  public record Tally(long delivered, long failed, long refused, long expired, long superseded) {
    Tally plus(Tally more) {
      return new Tally(
          delivered + more.delivered,
          failed + more.failed,
          refused + more.refused,
          expired + more.expired,
          superseded + more.superseded);
    }
  }
}
