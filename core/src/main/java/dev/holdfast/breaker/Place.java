package dev.holdfast.breaker;

import org.jspecify.annotations.Nullable;

/** A held call's place in the queue. All of it is guarded by the breaker's lock. */
public final class Place {
  private final long number;
  private final Priority priority;
  private Ticket ticket = new Ticket();
  private @Nullable Permit granted;
  private boolean pickedUp;
  private boolean dismissed;

  /**
   * A place that nobody has yet.
   *
   * @param number places are numbered as they are given
   */
  Place(long number, Priority priority) {
    this.number = number;
    this.priority = priority;
  }

  long number() {
    return number;
  }

  Priority priority() {
    return priority;
  }

  /** A fresh ticket for one more wait. */
  Ticket renew() {
    ticket = new Ticket();
    return ticket;
  }

  Ticket ticket() {
    return ticket;
  }

  void grant(@Nullable Permit permit) {
    granted = permit;
    pickedUp = false;
  }

  /** Whoever waited comes for its grant; false if it has already. */
  boolean pickUp() {
    boolean first = !pickedUp;
    pickedUp = true;
    return first;
  }

  @Nullable Permit granted() {
    return granted;
  }

  /** Sent away: the breaker no longer holds. */
  void dismiss() {
    dismissed = true;
  }

  boolean dismissed() {
    return dismissed;
  }
}
