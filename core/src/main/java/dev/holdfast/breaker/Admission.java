package dev.holdfast.breaker;

import java.time.Duration;
import java.time.Instant;

/** The answer to a call that wants to go. */
public sealed interface Admission permits Permit, Admission.Held, Admission.Refused {
  /**
   * Not yet: wait for the ticket or for the moment, whichever comes first, then ask again with the
   * same place.
   *
   * @param place the place in the queue, kept until a permit comes or it is left
   * @param ticket fired when asking again may help; new for every answer
   * @param until when to ask again if the ticket stays silent: the head of the queue keeps time for
   *     all
   */
  record Held(Place place, Ticket ticket, Instant until) implements Admission {}

  /**
   * No, and waiting here would not help.
   *
   * @param retryIn when an attempt may be let through again
   */
  record Refused(Duration retryIn) implements Admission {}
}
