package dev.holdfast.quota;

import java.time.Instant;

/** The answer to a request that asks for its share of a quota. */
public sealed interface Pace {
  /** Send it; the share is taken. */
  record Go(Reservation share) implements Pace {}

  /**
   * Not yet: ask again with the same place at that moment.
   *
   * @param until when it is its turn, unless calls that go first come, or the upstream says that
   *     less is left than it seemed
   * @param together whether all who wait may go at that moment: then each should add a moment of
   *     its own
   */
  record Wait(Reservation place, Instant until, boolean together) implements Pace {}

  /**
   * No: its turn would come too late. It has no place in the line.
   *
   * @param retryAt when it would be its turn
   */
  record Refuse(Instant retryAt) implements Pace {}
}
