package dev.holdfast.tale;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.Trail;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.verdict.CodeReference;
import dev.holdfast.verdict.CodeReference.Row;
import dev.holdfast.verdict.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do about a call, in the order in which to do it. */
final class Remedies {
  private Remedies() {}

  static List<String> of(Trail trail) {
    CallEnded end = trail.ended();
    if (end == null) {
      return List.of();
    }
    AttemptEnded told = Headline.telling(trail, end);
    return switch (end.reason()) {
      case SUCCESS -> List.of(answered(end, told));
      case CANCELLED ->
          List.of("Nothing here: the caller left. If its own timeout did that, make it longer.");
      default -> failed(trail, end, told);
    };
  }

  private static String answered(CallEnded end, @Nullable AttemptEnded told) {
    Meaning meaning = told == null ? null : told.result().outcome().meaning();
    return switch (meaning == null ? Reading.UNKNOWN : meaning.reading()) {
      case TRUNCATED -> "Raise the limit that stopped the answer, or ask on: it is not whole.";
      case REFUSED -> "Discard what came of the answer and change the request: the model refused.";
      case PAUSED -> "Send the content back, and the model goes on: it paused.";
      case EMPTY -> "Change the conversation: the model took its turn to be over already.";
      case UNEXPECTED_TOOL_CALL -> "Offer the tool or ask otherwise: the model called one unasked.";
      case COMPLETE, TOOL_CALL, UNKNOWN -> nothing(end);
    };
  }

  private static String nothing(CallEnded end) {
    return end.attempts() > 1
        ? "Nothing to do: the caller has its answer and saw no failure."
        : "Nothing to do.";
  }

  private static List<String> failed(Trail trail, CallEnded end, @Nullable AttemptEnded told) {
    List<String> remedies = new ArrayList<>();
    remedies.add(remedy(trail, end, told));
    if (end.reason() == Reason.DEADLINE) {
      remedies.add("Give the caller a longer deadline: this one left no room for retries.");
    }
    if (nested(trail)) {
      remedies.add("Switch off the retries of the caller's SDK: they multiply those of Holdfast.");
    }
    Row row = row(told);
    if (row != null) {
      remedies.add("More: holdfast explain " + row.code());
    }
    return remedies;
  }

  private static boolean nested(Trail trail) {
    return trail.events().stream()
        .anyMatch(e -> e instanceof CallNoted n && n.note().topic().equals(Note.NESTED_RETRY));
  }

  private static String remedy(Trail trail, CallEnded end, @Nullable AttemptEnded told) {
    return switch (end.reason()) {
      case SPEND_LIMIT -> "Raise the limit: only somebody with access to billing can.";
      case NOT_RETRYABLE -> mistake(row(told));
      case COMMITTED -> "Ask again: the caller has only a part of the answer, and was told so.";
      case NOT_REPEATABLE -> "Look whether the request took effect, before it is sent again.";
      case SHED -> "Change what the first line says.";
      default -> trouble(trail, told);
    };
  }

  private static String mistake(@Nullable Row row) {
    if (row == null) {
      return "Read the answer: it is of no kind known here, and was handed on as it came.";
    }
    String mend = row.action().replaceFirst("^hand it on: ", "");
    return "%s. It means: %s. It concerns: %s.".formatted(capital(mend), row.meaning(), row.told());
  }

  /** Nobody here did anything wrong; where is the trouble, then? */
  private static String trouble(Trail trail, @Nullable AttemptEnded told) {
    String host = trail.call().endpoint().upstream();
    if (told == null) {
      return "Ask again later: other calls to " + host + " had failed, so this one was kept back.";
    }
    if (Words.unreached(told.result().outcome())) {
      return "Look at DNS, proxy and TLS from here to " + host + ": nobody was reached.";
    }
    if (told.result().verdict().origin() == Origin.BETWEEN) {
      return "Look at proxies: something between here and " + host + " answered in its place.";
    }
    return switch (told.result().verdict().kind()) {
      case RATE_LIMITED ->
          "Send less at a time, or ask for a higher quota: it is your own that is used up.";
      case SERVER_ERROR ->
          "Change the request if it alone fails; if others do too, the trouble is at the API.";
      case TIMEOUT -> slow(told.result().conditions().scene().size());
      default -> "Ask again later: the trouble is at the API and not in the request.";
    };
  }

  private static String slow(SizeLink link) {
    return switch (link) {
      case RELATED -> "Stream it, cut it in parts or shorten it: long requests time out here.";
      case UNRELATED -> "Ask again later: it took too long, and its size is not to blame.";
      case UNDECIDED -> "Stream it or shorten it if it is long, else ask later: it took too long.";
    };
  }

  private static @Nullable Row row(@Nullable AttemptEnded told) {
    if (told == null || !(told.result().outcome() instanceof Answered answer)) {
      return null;
    }
    List<Row> rows = CodeReference.find(Integer.toString(answer.status()));
    boolean misled = answer.error() != null && answer.status() / 100 == 2;
    return rows.isEmpty() || misled ? null : rows.get(0);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
