package dev.holdfast.tale;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.Trail;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ended, in one sentence: what a tired reader reads first, and perhaps last. */
final class Headline {
  private Headline() {}

  static String of(Trail trail) {
    CallEnded end = trail.ended();
    if (end == null) {
      return "Under way.";
    }
    Duration took = Duration.between(trail.began(), end.at());
    String waited = end.waited().isZero() ? "" : " (" + Spoken.of(end.waited()) + " of it waiting)";
    String after = " after " + Spoken.of(took) + waited;
    if (end.reason() == Reason.SUCCESS) {
      String at = end.attempts() > 1 ? ", at attempt " + end.attempts() : "";
      return "Answered" + by(trail) + after + at + ".";
    }
    if (end.reason() == Reason.SHED) {
      return "Refused before anything was sent.";
    }
    String tries = end.attempts() == 0 ? ", never sent" : " and " + Words.attempts(end.attempts());
    if (end.reason() == Reason.CANCELLED) {
      return "Left by its caller" + after + tries + ".";
    }
    AttemptEnded told = telling(trail, end);
    String what = told == null ? "" : Words.outcome(told) + "; ";
    return "Failed" + after + tries + ": " + what + end.reason().sentence() + ".";
  }

  /** Who answered, if not the place that was asked first. */
  private static String by(Trail trail) {
    String by = "";
    for (CallEvent event : trail.events()) {
      by = event instanceof CallFellBack on ? " by " + on.target() : by;
    }
    return by;
  }

  /** The attempt that the ending speaks of; null if none was sent, or its event was left out. */
  static @Nullable AttemptEnded telling(Trail trail, CallEnded end) {
    List<AttemptEnded> attempts =
        trail.events().stream()
            .filter(AttemptEnded.class::isInstance)
            .map(AttemptEnded.class::cast)
            .filter(attempt -> attempt.result().verdict().equals(end.verdict()))
            .toList();
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }
}
