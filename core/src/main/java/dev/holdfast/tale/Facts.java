package dev.holdfast.tale;

import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Conditions;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.ErrorKind.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The conditions of a decision, one fact each: whatever a decision comes to depend on, add it. */
final class Facts {
  private Facts() {}

  static List<String> of(Result result) {
    List<String> facts = new ArrayList<>();
    String id = result.outcome().requestId();
    if (id != null) {
      facts.add(id);
    }
    ErrorKind kind = result.verdict().kind();
    boolean quota = kind == ErrorKind.RATE_LIMITED;
    if (quota || kind.weight() == Weight.FAILURE) {
      facts.add(time(result, quota));
      deadline(result.conditions(), facts);
      facts.add("retry budget " + result.budgets().retry() + " of " + RetryBudget.FULL);
      facts.add(breaker(result.conditions().scene().stance()));
      if (result.conditions().scene().red()) {
        facts.add("status page red for this model");
      }
      SizeLink size = result.conditions().scene().size();
      if (kind == ErrorKind.TIMEOUT && size != SizeLink.UNDECIDED) {
        facts.add("timeouts here are %s to size".formatted(size.name().toLowerCase(Locale.ROOT)));
      }
    }
    return facts;
  }

  /** A call that waits for its quota spends another budget than all others. */
  private static String time(Result result, boolean quota) {
    Budgets budgets = result.budgets();
    Elapsed elapsed = result.conditions().elapsed();
    TimeBudget time = budgets.time();
    Duration left =
        time.rest(new Elapsed(elapsed.sinceFirstFailure(), elapsed.waitedForQuota(), null), quota);
    Duration whole = quota ? time.quota() : time.time();
    return Spoken.of(left) + " of " + Spoken.of(whole) + (quota ? " left for quota" : " left");
  }

  private static void deadline(Conditions conditions, List<String> facts) {
    Duration left = conditions.elapsed().untilDeadline();
    if (left != null) {
      facts.add("deadline in " + Spoken.of(left));
    }
  }

  private static String breaker(Stance stance) {
    return switch (stance) {
      case PASS -> "breaker closed";
      case PACE -> "breaker open, pacing";
      case SHUT -> "breaker open, shut";
    };
  }
}
