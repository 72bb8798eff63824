package dev.holdfast.gauge;

import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.ErrorKind.Weight;
import dev.holdfast.verdict.Verdict;

/**
 * How an attempt or a call ended, as people count it. Finer than {@link ErrorKind} wherever another
 * person must act: 400 and 422, 401 and 403, and each limit by itself.
 */
public enum Code {
  OK(ErrorKind.OK, "ok"),
  BAD_REQUEST(ErrorKind.CLIENT, "400"),
  UNAUTHENTICATED(ErrorKind.CLIENT, "401"),
  BILLING(ErrorKind.CLIENT, "402"),
  FORBIDDEN(ErrorKind.CLIENT, "403"),
  NOT_FOUND(ErrorKind.CLIENT, "404"),
  TOO_LARGE(ErrorKind.CLIENT, "413"),
  UNPROCESSABLE(ErrorKind.CLIENT, "422"),
  /** A mistake of the caller's that has no status of its own, told as an event of a stream. */
  CLIENT(ErrorKind.CLIENT, "4xx"),
  REQUEST_LIMIT(ErrorKind.RATE_LIMITED, "429 requests"),
  INPUT_LIMIT(ErrorKind.RATE_LIMITED, "429 input tokens"),
  OUTPUT_LIMIT(ErrorKind.RATE_LIMITED, "429 output tokens"),
  /** A limit that the answer does not name. */
  RATE_LIMITED(ErrorKind.RATE_LIMITED, "429"),
  /** A limit that will not refill within a quarter of an hour, or that nobody said will. */
  LASTING_LIMIT(ErrorKind.RATE_LIMITED, "429 lasting"),
  /** The limit of one person's subscription. */
  PERSONAL_LIMIT(ErrorKind.RATE_LIMITED, "429 personal"),
  SPEND_LIMIT(ErrorKind.SPEND_LIMIT, "spend limit"),
  SERVER_ERROR(ErrorKind.SERVER_ERROR, "500"),
  GATEWAY(ErrorKind.GATEWAY, "502"),
  UNAVAILABLE(ErrorKind.UNAVAILABLE, "503"),
  TIMEOUT(ErrorKind.TIMEOUT, "504"),
  OVERLOADED(ErrorKind.OVERLOADED, "529"),
  OTHER(ErrorKind.OTHER, "other"),
  /** A call that the circuit breaker let nothing be sent for. */
  UNSENT(ErrorKind.OTHER, "unsent"),
  CANCELLED(ErrorKind.CANCELLED, "cancelled");

  private static final Code[] ALL = values();

  private final ErrorKind kind;
  private final String label;

  Code(ErrorKind kind, String label) {
    this.kind = kind;
    this.label = label;
  }

  /** The row of the policy that it belongs to. */
  public ErrorKind kind() {
    return kind;
  }

  /** The status as people say it, or a word where there is none. */
  public String label() {
    return label;
  }

  /** Whether it is evidence of an outage: 500, 502, 503, 504, 529 and what stands for them. */
  public boolean bad() {
    return kind.weight() == Weight.FAILURE;
  }

  /** Whether it says something about the upstream at all. */
  public boolean counts() {
    return this != CANCELLED && this != UNSENT;
  }

  /** Whether it is a rate limit of an organization, whichever it is. */
  public boolean limit() {
    return kind == ErrorKind.RATE_LIMITED && this != PERSONAL_LIMIT;
  }

  /** The code of a kind, without the finer differences. */
  static Code of(ErrorKind kind) {
    for (Code code : ALL) {
      if (code.name().equals(kind.name())) {
        return code;
      }
    }
    return OTHER;
  }

  /** The code of an attempt. */
  static Code of(Outcome outcome, Verdict verdict) {
    return switch (verdict.kind()) {
      case OK -> OK;
      case CLIENT -> outcome instanceof Answered answer ? client(answer.status()) : CLIENT;
      case RATE_LIMITED -> outcome instanceof Answered a ? Limits.code(a, verdict) : RATE_LIMITED;
      case SPEND_LIMIT -> SPEND_LIMIT;
      case SERVER_ERROR -> SERVER_ERROR;
      case GATEWAY -> GATEWAY;
      case UNAVAILABLE -> UNAVAILABLE;
      case TIMEOUT -> TIMEOUT;
      case OVERLOADED -> OVERLOADED;
      case OTHER -> OTHER;
      case CANCELLED -> CANCELLED;
    };
  }

  private static Code client(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHENTICATED;
      case 402 -> BILLING;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 413 -> TOO_LARGE;
      case 422 -> UNPROCESSABLE;
      default -> CLIENT;
    };
  }
}
