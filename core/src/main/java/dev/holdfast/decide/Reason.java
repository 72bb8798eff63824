package dev.holdfast.decide;

import java.util.Locale;

/** Why a decision was taken; each is told in headers, logs and trails. */
public enum Reason {
  /** It succeeded. */
  SUCCESS("the answer is good"),
  /** A pooled connection had been closed by the peer: sent again at once, nothing was received. */
  STALE_CONNECTION("the pooled connection was stale; sent again at once"),
  /** A pause of our own, drawn with full jitter. */
  BACKOFF("retry after a jittered pause"),
  /** The circuit breaker's gate is up: held, and paced by what the upstream proves it can take. */
  GATED("held until the upstream proves it can take more"),
  /** A pause the server asked for. */
  RETRY_AFTER("retry after the wait the server asked for"),
  /** A limit cut the answer; asked again with a higher one. */
  TRUNCATED("a limit cut the answer; asked again with a higher one"),
  /** The model paused its turn to come back to it. */
  PAUSED("the model paused its turn; continued"),
  /** The pause did not fit; one last try in what is left of the budget. */
  LAST_TRY("the budget is nearly spent; one last try"),
  /** This kind of failure is never retried. */
  NOT_RETRYABLE("retrying does not help"),
  /** A spend limit: only people can lift it. */
  SPEND_LIMIT("a spend limit is reached; retrying does not help"),
  /** The one retry of a 500, or of a slow timeout, is used up. */
  RETRIES_SPENT("failed again after its one retry"),
  /** The longest requests time out here far more often, and this is one of them. */
  LONG_REQUEST("the longest requests time out most here: stream, chunk or shorten"),
  /** The server said {@code x-should-retry: false}. */
  UPSTREAM_SAYS_NO("the upstream asked not to retry"),
  /** Content was already handed on, so the answer cannot be replaced. */
  COMMITTED("the answer broke off after content was handed on"),
  /** The request may have run and is not safe to run twice. */
  NOT_REPEATABLE("the request may have run and is not safe to repeat"),
  /** The server's wait is longer than the budget allows. */
  WAIT_TOO_LONG("the wait the server asked for does not fit the budget"),
  /** The wall clock for retries is used up. */
  BUDGET_SPENT("the time budget for retries is spent"),
  /** The caller's own deadline leaves no room. */
  DEADLINE("the caller's deadline leaves no room"),
  /** The upstream did not recover while the call was held. */
  HOLD_EXPIRED("the upstream did not recover while the call was held"),
  /** The circuit breaker lets nobody through. */
  BREAKER_OPEN("the circuit breaker is open"),
  /** The process may add no more load by retrying. */
  RETRY_BUDGET_SPENT("the retry budget of all calls is spent"),
  /**
   * The account's rate limits have no room: it waits for its turn, or is told when that would be.
   */
  QUOTA("the rate limits of the account leave no room for it yet"),
  /** The status page shows this model down, and a retry has failed too. */
  KNOWN_INCIDENT("a known incident: the status page shows this model down"),
  /** The model refused, and another one is configured for that. */
  REFUSED("the model refused to answer"),
  /** The place the call went on to cannot take the request; the first error is reported. */
  FALLBACK_UNUSABLE("the fallback cannot take this request; the first error is reported"),
  /** Refused here, before any attempt: the request itself certainly fails. */
  PREFLIGHT("not sent: the request certainly fails"),
  /** Refused here, before any attempt: there is no room for it. */
  SHED("refused before it was sent"),
  /** The caller left. */
  CANCELLED("the caller left");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** Whether a call that ends for this reason has failed: no good answer, and nobody left. */
  public boolean failure() {
    return this != SUCCESS && this != CANCELLED;
  }

  /** The reason in words for people, without a full stop. */
  public String sentence() {
    return sentence;
  }

  /** The name as headers, metrics and logs show it: {@code budget-spent}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
