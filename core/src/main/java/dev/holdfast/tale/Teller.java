package dev.holdfast.tale;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.Trail;
import dev.holdfast.tale.Tale.Line;
import dev.holdfast.tale.Tale.Tone;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a trail: one line for each thing that happened, told from its end, so that a wait says how
 * long it became and what ended it.
 */
final class Teller {
  /** A pause that became longer or shorter by more than this is worth a word. */
  private static final Duration NOTABLE = Duration.ofMillis(200);

  private final Trail trail;
  private final List<Line> lines = new ArrayList<>();
  private @Nullable Standing breaker;

  Teller(Trail trail) {
    this.trail = trail;
  }

  Tale tell() {
    if (trail.omitted() > 0) {
      plain(
          trail.began(), "a long tale: " + trail.omitted() + " events of its middle are left out");
    }
    for (int i = 0; i < trail.events().size(); i++) {
      tell(i, trail.events().get(i));
    }
    return new Tale(trail.began(), Headline.of(trail), lines, Remedies.of(trail));
  }

  private void tell(int index, CallEvent event) {
    if (event instanceof AttemptEnded ended) {
      attempt(index, ended);
    } else if (event instanceof CallWaits waits) {
      waits(index, waits);
    } else if (event instanceof BreakerMet met) {
      met(index, met);
    } else if (event instanceof CallEnded end) {
      end(index, end);
    } else if (event instanceof CallResumed on) {
      trouble(on.at(), "attempt " + on.attempt() + " goes on where the answer broke off");
    } else if (event instanceof CallFellBack on) {
      trouble(on.at(), "goes on to " + on.target() + instead(on.reason()));
    } else if (event instanceof CallNoted noted) {
      plain(noted.at(), noted.note().sentence());
    } else if (after(index) == null) {
      plain(event.at(), "attempt " + ((AttemptStarted) event).attempt() + " is under way");
    }
  }

  private @Nullable CallEvent after(int index) {
    return index + 1 < trail.events().size() ? trail.events().get(index + 1) : null;
  }

  private void attempt(int index, AttemptEnded ended) {
    Decision decision = ended.result().decision();
    String text =
        "attempt %d → %s after %s%s"
            .formatted(
                ended.attempt(),
                Words.outcome(ended),
                Spoken.of(ended.took()),
                decision(index, ended) + taken(index, decision));
    Tone tone = decision instanceof Accept ? Tone.GOOD : Tone.TROUBLE;
    lines.add(
        new Line(
            ended.at(),
            text,
            Facts.of(ended.result()),
            decision instanceof GiveUp ? Tone.BAD : tone));
  }

  private String decision(int index, AttemptEnded ended) {
    Decision decision = ended.result().decision();
    if (decision instanceof Retry retry) {
      boolean atOnce = after(index) instanceof AttemptStarted;
      return ": " + retry(ended.result().verdict(), retry, atOnce);
    }
    if (!(decision instanceof GiveUp giveUp)) {
      return "";
    }
    Instant back = giveUp.retryAt();
    Duration away = back == null ? Duration.ZERO : Duration.between(ended.at(), back);
    return ": " + giveUp.reason().sentence() + (back == null ? "" : later(away));
  }

  private static String later(Duration away) {
    return "; come back in " + Spoken.of(away);
  }

  private static String retry(Verdict verdict, Retry retry, boolean atOnce) {
    String pause = Spoken.of(retry.pause());
    Duration asked = verdict.hint().delay();
    return switch (retry.reason()) {
      case STALE_CONNECTION -> "sent again at once";
      case GATED -> atOnce ? "sent again at once, the breaker lets it" : "waits for the breaker";
      case RETRY_AFTER -> "tries again in " + pause + ", the server asked for " + asked(asked);
      case LAST_TRY -> "one last try in " + pause;
      case TRUNCATED, PAUSED -> retry.reason().sentence();
      default -> "tries again in " + pause;
    };
  }

  private static String asked(@Nullable Duration asked) {
    return asked == null ? "a wait" : Spoken.of(asked);
  }

  /** What became of the pause after an attempt, if not what was meant. */
  private String taken(int index, Decision decision) {
    CallEvent next = after(index + 1);
    if (!(decision instanceof Retry)
        || !(after(index) instanceof CallWaits waits)
        || next == null) {
      return "";
    }
    Duration taken = Duration.between(waits.at(), next.at());
    Duration off = taken.minus(waits.atMost()).abs();
    return off.compareTo(NOTABLE) > 0 ? " (it became " + Spoken.of(taken) + ")" : "";
  }

  private void waits(int index, CallWaits waits) {
    if (waits.reason() == Reason.GATED) {
      String where = breaker == null ? "" : ", " + Words.breaker(breaker, waits.at());
      trouble(waits.at(), "held" + where + ": " + held(waits, after(index)));
    } else if (waits.reason() == Reason.QUOTA || !(before(index) instanceof AttemptEnded)) {
      trouble(waits.at(), waits.reason().sentence() + ": waits " + Spoken.of(waits.atMost()));
    }
  }

  /** Why a call left its place: not for what it would have done there. */
  private static String instead(Reason reason) {
    return switch (reason) {
      case BACKOFF, RETRY_AFTER, LAST_TRY -> " instead of trying again here";
      case GATED -> " instead of waiting here";
      default -> ": " + reason.sentence();
    };
  }

  private @Nullable CallEvent before(int index) {
    return index > 0 ? trail.events().get(index - 1) : null;
  }

  /** How a hold ended. */
  private static String held(CallWaits waits, @Nullable CallEvent next) {
    if (next == null) {
      return "at most " + Spoken.of(waits.atMost());
    }
    String after = " after " + Spoken.of(Duration.between(waits.at(), next.at()));
    if (next instanceof AttemptStarted started) {
      return "let through" + after + how(started.stance());
    }
    return (next instanceof BreakerMet ? "sent away" : "not let through") + after;
  }

  private static String how(Stance stance) {
    return switch (stance) {
      case PASS -> ", the breaker had closed";
      case PACE -> "";
      case SHUT -> ", as a trial";
    };
  }

  private void met(int index, BreakerMet met) {
    breaker = met.breaker();
    if (!(after(index) instanceof CallWaits)) {
      String where = Words.breaker(met.breaker(), met.at());
      trouble(met.at(), "turned away, " + where);
    }
  }

  private void end(int index, CallEnded end) {
    String after = " after " + Spoken.of(Duration.between(trail.began(), end.at()));
    if (end.reason() == Reason.SUCCESS) {
      lines.add(new Line(end.at(), "answered" + after, List.of(), Tone.GOOD));
    } else if (end.reason() == Reason.CANCELLED) {
      lines.add(new Line(end.at(), "the caller left" + after + doing(index), List.of(), Tone.BAD));
    } else if (end.reason() == Reason.SHED) {
      lines.add(new Line(end.at(), end.reason().sentence(), List.of(), Tone.BAD));
    } else {
      String why = told(index, end) ? "" : ": " + end.reason().sentence();
      lines.add(new Line(end.at(), "failed" + after + why, List.of(), Tone.BAD));
    }
  }

  /** Whether the line before an end has said why. */
  private boolean told(int index, CallEnded end) {
    return before(index) instanceof AttemptEnded
        || (before(index) instanceof BreakerMet && end.reason() == Reason.BREAKER_OPEN);
  }

  /** What a call was doing when its caller left. */
  private String doing(int index) {
    CallEvent last = before(index);
    if (last instanceof AttemptStarted started) {
      return ", while attempt " + started.attempt() + " was under way";
    }
    if (last instanceof CallWaits waits) {
      return waits.reason() == Reason.GATED ? ", while it was held" : ", during a pause";
    }
    return "";
  }

  private void plain(Instant at, String text) {
    lines.add(new Line(at, text, List.of(), Tone.PLAIN));
  }

  private void trouble(Instant at, String text) {
    lines.add(new Line(at, text, List.of(), Tone.TROUBLE));
  }
}
