package dev.holdfast.event;

import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.reading.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * What a trail keeps of an event: a list, not a filter. An answer's headers are lent by whoever
 * read it, and its error's text may quote the request; both would also keep memory alive.
 */
final class Extract {
  private static final int LONGEST = 64;

  private Extract() {}

  /** Headers of which only the request id is left; they also mark what has been through here. */
  private record RequestId(@Nullable String id) implements Headers {
    @Override
    public @Nullable String first(String name) {
      return name.equals("request-id") ? id : null;
    }
  }

  static CallEvent of(CallEvent event) {
    if (!(event instanceof AttemptEnded ended)) {
      return event;
    }
    Result all = ended.result();
    Outcome kept = of(all.outcome());
    if (kept.equals(all.outcome())) {
      return event;
    }
    Result result =
        new Result(kept, all.verdict(), all.decision(), all.conditions(), all.budgets());
    return new AttemptEnded(ended.call(), ended.at(), ended.attempt(), ended.took(), result);
  }

  private static Outcome of(Outcome outcome) {
    if (outcome instanceof Answered answer) {
      return answer.headers() instanceof RequestId ? answer : of(answer);
    }
    return outcome instanceof Lost lost && lost.requestId() != null
        ? lost.named(word(lost.requestId()))
        : outcome;
  }

  private static Outcome of(Answered answer) {
    return new Answered(
        answer.status(),
        new RequestId(word(answer.headers().first("request-id"))),
        answer.error() == null ? null : of(answer.error()),
        answer.phase(),
        word(answer.stopReason()),
        of(answer.meaning()));
  }

  private static @Nullable Meaning of(@Nullable Meaning meaning) {
    return meaning == null || meaning.category() == null
        ? meaning
        : new Meaning(meaning.reading(), word(meaning.category()));
  }

  private static ErrorBody of(ErrorBody error) {
    return new ErrorBody(
        error.envelope(), word(error.type()), null, word(error.code()), word(error.requestId()));
  }

  /** Ids and names are short and without blanks; anything else is text, and not kept. */
  private static @Nullable String word(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return null;
      }
    }
    return text;
  }
}
