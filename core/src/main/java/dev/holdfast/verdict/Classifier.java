package dev.holdfast.verdict;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.RetryHint;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns an outcome into a verdict. Total: an unknown status, type or body is {@link
 * ErrorKind#OTHER}, never an exception.
 *
 * <p>An {@code error} event inside a 200 stream is judged by its type, never by the 200: overload
 * arrives on streams mostly that way.
 */
public final class Classifier {
  /** Anthropic's own words for a spend limit, on 400 and 429. */
  private static final Pattern SPEND_LIMIT =
      Pattern.compile("(?i)(specified|reached your) .{0,40}API usage limits");

  /** The codes of limits that only people can lift, as the official SDKs name them. */
  private static final Set<String> SPENT =
      Set.of(
          "enforced_spend_limit_reached",
          "contract_spend_limit_reached",
          "linked_organization_spend_limit_reached");

  private Classifier() {}

  /**
   * Classifies an outcome.
   *
   * @param now used only for a {@code retry-after} date in an answer without a {@code date}
   */
  public static Verdict classify(Outcome outcome, Instant now) {
    if (outcome instanceof Answered answered) {
      return answered(answered, now);
    }
    return outcome instanceof Lost lost ? lost(lost) : Verdict.CANCELLED;
  }

  private static Verdict answered(Answered answer, Instant now) {
    ErrorBody error = answer.error() == null ? ErrorBody.NONE : answer.error();
    boolean success = answer.status() >= 200 && answer.status() < 300;
    if (success && answer.error() == null) {
      return Verdict.OK;
    }
    ErrorKind kind = success ? ofType(error) : ofStatus(answer.status(), error);
    // A hint in the head of a 200 was not said about an error that came later.
    RetryHint hint = success ? RetryHint.NONE : RetryHint.of(answer.headers(), now);
    // After a 200 it had begun to run, whatever the event says.
    boolean refused = !success && refused(kind, error);
    return new Verdict(kind, origin(answer, error), hint, refused);
  }

  private static boolean refused(ErrorKind kind, ErrorBody error) {
    return error.envelope()
        && switch (kind) {
          case RATE_LIMITED, UNAVAILABLE, OVERLOADED -> true;
          default -> false;
        };
  }

  private static ErrorKind ofStatus(int status, ErrorBody error) {
    return switch (status) {
      case 400 -> spendLimit(error) ? ErrorKind.SPEND_LIMIT : ErrorKind.CLIENT;
      case 401, 402, 403, 404, 413, 422 -> ErrorKind.CLIENT;
      case 429 -> spendLimit(error) ? ErrorKind.SPEND_LIMIT : ErrorKind.RATE_LIMITED;
      case 500 -> ErrorKind.SERVER_ERROR;
      case 502 -> ErrorKind.GATEWAY;
      case 503 -> ErrorKind.UNAVAILABLE;
      case 504 -> ErrorKind.TIMEOUT;
      case 529 -> ErrorKind.OVERLOADED;
      default -> ErrorKind.OTHER;
    };
  }

  private static ErrorKind ofType(ErrorBody error) {
    if (spendLimit(error)) {
      return ErrorKind.SPEND_LIMIT;
    }
    return switch (error.type() == null ? "" : error.type()) {
      case "overloaded_error" -> ErrorKind.OVERLOADED;
      case "rate_limit_error" -> ErrorKind.RATE_LIMITED;
      case "api_error" -> ErrorKind.SERVER_ERROR;
      case "timeout_error" -> ErrorKind.TIMEOUT;
      case "invalid_request_error",
          "authentication_error",
          "billing_error",
          "permission_error",
          "not_found_error",
          "request_too_large" ->
          ErrorKind.CLIENT;
      default -> ErrorKind.OTHER;
    };
  }

  /** A missing {@code retry-after} alone is no spend limit; the code or the words are. */
  private static boolean spendLimit(ErrorBody error) {
    return SPENT.contains(error.code() == null ? "" : error.code())
        || (error.message() != null && SPEND_LIMIT.matcher(error.message()).find());
  }

  private static Origin origin(Answered answer, ErrorBody error) {
    Headers headers = answer.headers();
    if (error.envelope() || headers.first("request-id") != null) {
      return Origin.PROVIDER;
    }
    String server = headers.first("server");
    boolean edge = server != null && server.toLowerCase(Locale.ROOT).contains("cloudflare");
    return edge || headers.first("cf-ray") != null ? Origin.EDGE : Origin.BETWEEN;
  }

  private static Verdict lost(Lost lost) {
    boolean never = lost.phase() == Phase.CONNECT;
    boolean unreached = never || lost.loss() == Loss.CONNECT || lost.loss() == Loss.TLS;
    boolean late = lost.loss().timeout() || lost.phase() == Phase.CONTENT;
    ErrorKind kind = late && !unreached ? ErrorKind.TIMEOUT : ErrorKind.GATEWAY;
    Origin origin = unreached ? Origin.BETWEEN : Origin.EDGE;
    return new Verdict(kind, origin, RetryHint.NONE, false);
  }
}
