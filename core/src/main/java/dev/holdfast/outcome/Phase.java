package dev.holdfast.outcome;

/** How far an attempt got. Later phases include the earlier ones, so they may be compared. */
public enum Phase {
  /** No connection was made: the upstream has certainly seen nothing. */
  CONNECT,
  /** The request was sent, at least in part; not a byte came back. */
  SENT,
  /** Status and headers arrived. */
  HEADERS,
  /** Bytes of the body arrived, but no content: {@code message_start}, pings, half a JSON body. */
  PRE_CONTENT,
  /** Content arrived: a content block of a stream, or a whole answer. */
  CONTENT;

  /** Whether this phase is {@code other} or a later one. */
  public boolean reached(Phase other) {
    return compareTo(other) >= 0;
  }
}
