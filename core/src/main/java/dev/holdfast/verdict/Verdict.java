package dev.holdfast.verdict;

import dev.holdfast.outcome.RetryHint;

/**
 * A classified outcome.
 *
 * @param kind the row of the table
 * @param origin where it came from
 * @param hint what the server asked for
 * @param refused whether Anthropic said in its own envelope that it did not run the request: only
 *     then may a request that is not safe to repeat be sent again
 */
public record Verdict(ErrorKind kind, Origin origin, RetryHint hint, boolean refused) {
  /** A plain success. */
  public static final Verdict OK =
      new Verdict(ErrorKind.OK, Origin.PROVIDER, RetryHint.NONE, false);

  /** The caller's own doing, neutral everywhere. */
  public static final Verdict CANCELLED =
      new Verdict(ErrorKind.CANCELLED, Origin.PROVIDER, RetryHint.NONE, false);
}
