package dev.holdfast.gateway.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.reading.Meaning;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events of a trail as programs read them. */
final class EventJson {
  private EventJson() {}

  static void add(CallEvent event, ObjectNode to) {
    if (event instanceof CallNoted noted) {
      to.put("event", "note");
      to.put("topic", noted.note().topic()).put("sentence", noted.note().sentence());
    } else if (event instanceof BreakerMet met) {
      to.put("event", "breaker-met").put("state", slug(met.breaker().state()));
      to.put("since", BreakersJson.since(met.breaker())).put("held", met.breaker().held());
    } else if (event instanceof AttemptStarted started) {
      to.put("event", "attempt-started").put("attempt", started.attempt());
      to.put("breaker", stance(started.stance()));
    } else if (event instanceof AttemptEnded ended) {
      to.put("event", "attempt-ended").put("attempt", ended.attempt());
      result(ended.result(), to.put("took_ms", ended.took().toMillis()));
    } else if (event instanceof CallWaits waits) {
      to.put("event", "waits").put("reason", waits.reason().slug());
      to.put("at_most_ms", waits.atMost().toMillis());
    } else if (event instanceof CallResumed on) {
      to.put("event", "resumed").put("attempt", on.attempt());
    } else if (event instanceof CallFellBack on) {
      to.put("event", "fell-back").put("target", on.target()).put("reason", on.reason().slug());
    } else if (event instanceof CallEnded end) {
      to.put("event", "ended").put("reason", end.reason().slug());
      to.put("kind", end.verdict() == null ? null : end.verdict().kind().slug());
    }
  }

  private static void result(Result result, ObjectNode to) {
    outcome(result.outcome(), to.putObject("outcome"));
    verdict(result.verdict(), to.putObject("verdict"));
    conditions(result.conditions(), result.budgets(), to.putObject("conditions"));
    decision(result.decision(), to.putObject("decision"));
  }

  private static void outcome(Outcome outcome, ObjectNode to) {
    Meaning meaning = outcome.meaning();
    to.put("phase", slug(outcome.phase())).put("request_id", outcome.requestId());
    to.put("reading", meaning == null ? null : meaning.reading().slug());
    if (outcome instanceof Answered answer) {
      ErrorBody error = answer.error();
      to.put("status", answer.status());
      to.put("error_type", error == null ? null : error.type());
      to.put("error_code", error == null ? null : error.code());
      to.put("stop_reason", answer.stopReason());
    } else if (outcome instanceof Lost lost) {
      to.put("lost", slug(lost.loss())).put("reused_connection", lost.reused());
    } else {
      to.put("cancelled", true);
    }
  }

  private static void verdict(Verdict verdict, ObjectNode to) {
    to.put("kind", verdict.kind().slug()).put("origin", verdict.origin().slug());
    if (verdict.kind() != ErrorKind.OK) {
      to.put("retry_after_ms", millis(verdict.hint().delay()));
      to.put("should_retry", verdict.hint().shouldRetry());
    }
  }

  /** What a decision comes to depend on is added here, under a name of its own. */
  private static void conditions(Conditions c, Budgets budgets, ObjectNode to) {
    to.put("breaker", stance(c.scene().stance()));
    to.put("status_page_red", c.scene().red()).put("size", slug(c.scene().size()));
    to.put("retry_budget", budgets.retry());
    to.put("time_left_ms", millis(budgets.time().rest(c.elapsed(), false)));
    to.put("quota_time_left_ms", millis(budgets.time().rest(c.elapsed(), true)));
    to.put("deadline_left_ms", millis(c.elapsed().untilDeadline()));
    to.put("failures_of_kind", c.tally().ofKind()).put("last_try", c.tally().lastTry());
    to.put("committed", c.tally().committed()).put("replay", slug(c.replay()));
  }

  private static void decision(Decision decision, ObjectNode to) {
    if (decision instanceof Retry retry) {
      to.put("do", "retry").put("pause_ms", retry.pause().toMillis());
    } else if (decision instanceof GiveUp giveUp) {
      to.put("do", "give-up");
      to.put("retry_at", giveUp.retryAt() == null ? null : giveUp.retryAt().toString());
    } else {
      to.put("do", decision instanceof Accept ? "accept" : "fall-back");
    }
    to.put("reason", decision.reason().slug());
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : Math.max(0, duration.toMillis());
  }

  private static String stance(Stance stance) {
    return switch (stance) {
      case PASS -> "closed";
      case PACE -> "pacing";
      case SHUT -> "shut";
    };
  }

  private static String slug(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
