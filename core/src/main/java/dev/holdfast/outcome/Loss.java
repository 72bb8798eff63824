package dev.holdfast.outcome;

/** Why an attempt came back without a usable answer. */
public enum Loss {
  /** The name did not resolve, or nobody accepted the connection. */
  CONNECT,
  /** The TLS handshake failed. */
  TLS,
  /** The connection was closed or reset before the answer was whole. */
  RESET,
  /** The answer ended cleanly but early: a stream without {@code message_stop}, a cut body. */
  CUT,
  /** One of our own limits passed: first byte, liveness or progress. */
  TIMEOUT,
  /** What came back was not HTTP, or not the event stream it claimed to be. */
  MALFORMED
}
