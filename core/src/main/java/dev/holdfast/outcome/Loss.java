package dev.holdfast.outcome;

import java.util.Locale;

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
  /** The transport's own patience ended. */
  TIMEOUT,
  /** Our limit: no content of a stream came in time. */
  FIRST_TOKEN,
  /** Our limit: no byte came for too long, not even a ping. */
  LIVENESS,
  /** Our limit: nothing but pings came for too long. */
  PROGRESS,
  /** What came back was not HTTP, or not the event stream it claimed to be. */
  MALFORMED;

  /** Whether somebody's patience ended, rather than the connection. */
  public boolean timeout() {
    return switch (this) {
      case TIMEOUT, FIRST_TOKEN, LIVENESS, PROGRESS -> true;
      case CONNECT, TLS, RESET, CUT, MALFORMED -> false;
    };
  }

  /** The name as logs and trails show it: {@code first-token}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
