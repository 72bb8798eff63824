package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.event.Trail;
import java.io.IOException;
import java.util.Objects;

/**
 * A call that ended without a value to hand on. Its cause is the last transport failure, if there
 * was one; the earlier ones are its suppressed exceptions.
 */
public final class CallFailed extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Ending ending;
  private final transient Trail trail;
  private final int attempts;

  CallFailed(Ending ending, Call call) {
    super(message(ending, call.attempts()));
    this.ending = Objects.requireNonNull(ending);
    this.attempts = call.attempts();
    this.trail = call.trail();
  }

  private static String message(Ending ending, int attempts) {
    String kind = kind(ending);
    String tries = attempts == 1 ? "1 attempt" : attempts + " attempts";
    return kind + " after " + tries + ": " + ending.reason().sentence();
  }

  private static String kind(Ending ending) {
    if (ending instanceof Ending.Failed failed) {
      return failed.verdict() == null ? "not sent" : failed.verdict().kind().slug();
    }
    // A good answer gets here only when the exchange gave no value with it.
    return ending instanceof Ending.Cancelled ? "cancelled" : "no value";
  }

  /** How the call ended; not kept through serialization. */
  public Ending ending() {
    return ending;
  }

  /**
   * All that happened to the call: attempts, decisions with their conditions, pauses and holds. Ask
   * {@link dev.holdfast.tale.Tale#of} for the same in plain words, to log it. Not kept through
   * serialization.
   */
  public Trail trail() {
    return trail;
  }

  /** How many attempts were sent. */
  public int attempts() {
    return attempts;
  }
}
