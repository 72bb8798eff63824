package dev.holdfast.decide;

import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.FallBack;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.reading.Reading;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a call, instead of what it would do here, goes on to the next place of its route. What
 * was decided here comes first: a diversion only replaces giving up, waiting, or an answer that the
 * rule does not want.
 */
final class Diversion {
  /** What may have run may not run once more elsewhere, unless it is safe to repeat. */
  private static final Set<Reason> FINAL =
      EnumSet.of(Reason.CANCELLED, Reason.DEADLINE, Reason.COMMITTED, Reason.NOT_REPEATABLE);

  private Diversion() {}

  static Decision of(Decision own, Outcome outcome, Verdict verdict, Conditions c) {
    Scene scene = c.scene();
    boolean unusable = scene.diverted() && verdict.kind() == ErrorKind.CLIENT;
    FallbackRule next = scene.next();
    if (next == null || FINAL.contains(own.reason()) || c.tally().committed()) {
      return unusable && own instanceof GiveUp ? new GiveUp(Reason.FALLBACK_UNUSABLE, null) : own;
    }
    if (unusable) {
      return new FallBack(Reason.FALLBACK_UNUSABLE);
    }
    boolean last = own instanceof GiveUp;
    boolean due = last || own instanceof Accept || waitedLongEnough(c, next);
    boolean wanted = triggers(own, outcome, verdict, c).stream().anyMatch(next::takes);
    return due && wanted
        ? new FallBack(own instanceof Accept ? Reason.REFUSED : own.reason())
        : own;
  }

  private static boolean waitedLongEnough(Conditions c, FallbackRule next) {
    return c.elapsed().sinceFirstFailure().compareTo(next.after()) >= 0;
  }

  /** Everything that could make this call go on. */
  private static Set<Trigger> triggers(
      Decision own, Outcome outcome, Verdict verdict, Conditions c) {
    EnumSet<Trigger> pulled = EnumSet.noneOf(Trigger.class);
    if (own instanceof Accept) {
      add(pulled, refused(outcome), Trigger.REFUSAL);
      return pulled;
    }
    Trigger spent = Trigger.of(own.reason());
    if (spent != null) {
      pulled.add(spent);
    }
    boolean again = own.reason() == Reason.RETRIES_SPENT;
    add(pulled, again && verdict.kind() == ErrorKind.SERVER_ERROR, Trigger.SECOND_500);
    add(pulled, again && verdict.kind() == ErrorKind.TIMEOUT, Trigger.BUDGET_SPENT);
    switch (verdict.kind()) {
      case OVERLOADED -> {
        pulled.add(Trigger.OVERLOADED);
        add(pulled, c.scene().red(), Trigger.OVERLOADED_RED);
      }
      case GATEWAY, UNAVAILABLE -> pulled.add(Trigger.UNAVAILABLE);
      case RATE_LIMITED -> pulled.add(Trigger.RATE_LIMITED);
      case TIMEOUT -> add(pulled, tooSlow(outcome), Trigger.FIRST_TOKEN);
      case CLIENT -> {
        add(pulled, status(outcome) == 401, Trigger.KEY_REJECTED);
        add(pulled, status(outcome) == 404, Trigger.MODEL_404);
      }
      default -> {}
    }
    return pulled;
  }

  private static void add(Set<Trigger> pulled, boolean is, Trigger trigger) {
    if (is) {
      pulled.add(trigger);
    }
  }

  private static boolean refused(Outcome outcome) {
    return outcome instanceof Answered answer && Reading.of(answer.stopReason()) == Reading.REFUSED;
  }

  private static boolean tooSlow(Outcome outcome) {
    return outcome instanceof Lost lost
        && lost.loss().timeout()
        && !lost.phase().reached(Phase.CONTENT);
  }

  private static int status(Outcome outcome) {
    return outcome instanceof Answered answer ? answer.status() : 0;
  }
}
