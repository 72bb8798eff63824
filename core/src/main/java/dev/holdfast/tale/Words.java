package dev.holdfast.tale;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.reading.Meaning;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of an attempt, and where a breaker stands, in plain words. */
final class Words {
  private Words() {}

  /** {@code 529 overloaded}. */
  static String outcome(AttemptEnded ended) {
    Outcome outcome = ended.result().outcome();
    if (outcome instanceof Answered answer) {
      return answered(answer, ended.result().verdict());
    }
    return outcome instanceof Lost lost ? lost(lost) : "not answered in time";
  }

  private static String answered(Answered answer, Verdict verdict) {
    ErrorBody error = answer.error();
    boolean success = answer.status() / 100 == 2;
    if (success && error == null) {
      return answer.status() + reading(answer);
    }
    if (success) {
      return answer.status() + ", then " + kind(verdict.kind(), error) + where(answer.phase());
    }
    return answer.status() + " " + kind(verdict.kind(), error) + by(verdict.origin());
  }

  private static String reading(Answered answer) {
    Meaning meaning = answer.meaning();
    if (meaning == null) {
      return "";
    }
    return switch (meaning.reading()) {
      case COMPLETE -> ", complete";
      case EMPTY -> ", but empty";
      case TRUNCATED -> ", but cut off by a limit (" + answer.stopReason() + ")";
      case TOOL_CALL -> ", a tool call";
      case UNEXPECTED_TOOL_CALL -> ", but a tool call, and no tool was offered";
      case REFUSED -> ", but the model refused" + category(meaning.category());
      case PAUSED -> ", paused by the model";
      case UNKNOWN -> "";
    };
  }

  private static String category(@Nullable String category) {
    return category == null ? "" : " (" + category + ")";
  }

  /** A kind; of a client's mistake, which one. */
  private static String kind(ErrorKind kind, @Nullable ErrorBody error) {
    String type = error == null ? null : error.type();
    boolean known = kind != ErrorKind.CLIENT && kind != ErrorKind.OTHER;
    return known || type == null ? kind(kind) : type;
  }

  /** A kind of answer. */
  static String kind(ErrorKind kind) {
    return switch (kind) {
      case OK -> "success";
      case CLIENT -> "refused";
      case RATE_LIMITED -> "rate limited";
      case SPEND_LIMIT -> "spend limit reached";
      case SERVER_ERROR -> "server error";
      case GATEWAY -> "bad gateway";
      case UNAVAILABLE -> "unavailable";
      case TIMEOUT -> "timed out";
      case OVERLOADED -> "overloaded";
      case OTHER -> "unknown answer";
      case CANCELLED -> "cancelled";
    };
  }

  private static String by(Origin origin) {
    return switch (origin) {
      case PROVIDER -> "";
      case EDGE -> " (said by the edge in front of the API)";
      case BETWEEN -> " (not said by Anthropic, but by something in between)";
    };
  }

  private static String lost(Lost lost) {
    if (lost.stale()) {
      return "nothing, the pooled connection had been closed";
    }
    return switch (lost.loss()) {
      case CONNECT -> "no connection";
      case TLS -> "no TLS handshake";
      case RESET -> "connection broken" + where(lost.phase());
      case CUT -> "answer cut short" + where(lost.phase());
      case TIMEOUT -> "too slow, given up" + where(lost.phase());
      case FIRST_TOKEN -> "no content in time (stream.first-token)";
      case LIVENESS -> "silent for too long (stream.liveness)" + where(lost.phase());
      case PROGRESS -> "nothing but pings for too long (stream.progress)" + where(lost.phase());
      case MALFORMED -> "not a readable answer" + where(lost.phase());
    };
  }

  private static String where(Phase phase) {
    return switch (phase) {
      case CONNECT -> " while connecting";
      case SENT -> " before anything came back";
      case HEADERS -> " after the headers";
      case PRE_CONTENT -> " before any content";
      case CONTENT -> " in the middle of the answer";
    };
  }

  /** {@code breaker open for 4.1 s with 7 calls waiting}. */
  static String breaker(Standing breaker, Instant now) {
    Instant turned = breaker.since() == null ? now : breaker.since();
    String since = Spoken.of(Duration.between(turned, now));
    return switch (breaker.state()) {
      case GATED -> "breaker open for " + since + " with " + waiting(breaker.held());
      case DRAINING -> "breaker open for " + since + " after slow failures, nothing passes";
      case HALF_OPEN -> "breaker half-open for " + since + ", a few trials decide";
      case FORCED_OPEN -> "breaker opened by hand " + since + " ago";
      case CLOSED, FORCED_CLOSED -> "breaker just closed";
    };
  }

  private static String waiting(int held) {
    return held == 1 ? "1 call waiting" : held + " calls waiting";
  }

  /** {@code 1 attempt}. */
  static String attempts(int number) {
    return number == 1 ? "1 attempt" : number + " attempts";
  }

  /** Whether a loss tells of a way that leads nowhere. */
  static boolean unreached(Outcome outcome) {
    return outcome instanceof Lost lost && (lost.loss() == Loss.CONNECT || lost.loss() == Loss.TLS);
  }
}
