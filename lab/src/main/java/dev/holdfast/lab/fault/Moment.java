package dev.holdfast.lab.fault;

/** When, in the course of an exchange, a fault strikes. */
public sealed interface Moment {
  /** Nothing has been answered yet. */
  record BeforeAnswer() implements Moment {}

  /**
   * The head and this many events have been written; none means right after the head. A JSON answer
   * counts as two events, the halves of its body, of which the second is never written.
   */
  record AfterEvents(int events) implements Moment {}
}
