package dev.holdfast.verdict;

import java.util.Locale;

/** The kinds of answer that are treated differently; each is a row of the policy. */
public enum ErrorKind {
  /** A success. */
  OK(Fault.NOBODY, Weight.SUCCESS),
  /** The request itself is at fault: 400, 401, 402, 403, 404, 413, 422. */
  CLIENT(Fault.CALLER, Weight.IGNORED),
  /** 429: the caller's own quota; waiting cures it. */
  RATE_LIMITED(Fault.QUOTA, Weight.IGNORED),
  /** A spend limit, as a 429 or a 400: no waiting within a call cures it. */
  SPEND_LIMIT(Fault.QUOTA, Weight.IGNORED),
  /** 500. */
  SERVER_ERROR(Fault.PROVIDER, Weight.FAILURE),
  /** 502, no connection, or an answer that broke off before any content. */
  GATEWAY(Fault.PROVIDER, Weight.FAILURE),
  /** 503. */
  UNAVAILABLE(Fault.PROVIDER, Weight.FAILURE),
  /** 504, one of our own limits, or an answer that broke off after content. */
  TIMEOUT(Fault.PROVIDER, Weight.FAILURE),
  /** 529: overloaded for everybody. */
  OVERLOADED(Fault.PROVIDER, Weight.FAILURE),
  /** A status or type this version does not know. */
  OTHER(Fault.UNKNOWN, Weight.IGNORED),
  /** The caller left or its deadline passed; neutral everywhere. */
  CANCELLED(Fault.CALLER, Weight.IGNORED);

  /** Whose doing it is. */
  public enum Fault {
    /** Nothing went wrong. */
    NOBODY,
    /** The caller's request or key. */
    CALLER,
    /** The caller's limits at Anthropic. */
    QUOTA,
    /** Anthropic, its edge, or the way there. */
    PROVIDER,
    /** It cannot be told. */
    UNKNOWN
  }

  /** How a circuit breaker counts it. */
  public enum Weight {
    /** Evidence of health. */
    SUCCESS,
    /** Evidence of an outage. */
    FAILURE,
    /** Says nothing about the upstream's health. */
    IGNORED
  }

  private final Fault fault;
  private final Weight weight;

  ErrorKind(Fault fault, Weight weight) {
    this.fault = fault;
    this.weight = weight;
  }

  /** Whose doing it is. */
  public Fault fault() {
    return fault;
  }

  /** How a circuit breaker counts it. */
  public Weight weight() {
    return weight;
  }

  /** The name as metrics, logs and pages show it: {@code rate_limited}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
