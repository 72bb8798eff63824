package dev.holdfast.drive;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer broke off after some of it was handed on: what was received is not the whole of it, and
 * nothing was retried, since the caller would see it twice.
 */
public final class BrokenAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  /** What is thrown to the reader of an answer with this outcome. */
  public BrokenAnswer(Outcome outcome, @Nullable IOException cause) {
    super("the answer broke off after content was handed on: " + why(outcome), cause);
    this.outcome = Objects.requireNonNull(outcome);
  }

  private static String why(Outcome outcome) {
    if (outcome instanceof Answered answered && answered.error() != null) {
      ErrorBody error = answered.error();
      String type = error.type() == null ? "an error event" : error.type();
      return error.message() == null ? type : type + ": " + error.message();
    }
    if (outcome instanceof Lost lost) {
      return switch (lost.loss()) {
        case CUT -> "it ended without message_stop";
        case MALFORMED -> "an event that is not JSON";
        case TIMEOUT -> "nothing more came";
        default -> "connection " + lost.loss().name().toLowerCase(Locale.ROOT);
      };
    }
    return "it was given up";
  }

  /** What became of the answer; not kept through serialization. */
  public Outcome outcome() {
    return outcome;
  }
}
