package dev.holdfast.lab.fault;

import dev.holdfast.lab.wire.ApiError;
import java.time.Duration;

/** The closed list of what the lab can do to an attempt. */
public sealed interface Fault {
  /** Nothing: the attempt succeeds. */
  record None() implements Fault {}

  /** An error answer, worded as the API words it. */
  record Failed(ApiError error) implements Fault {}

  /** An HTML page from the edge, with any status, 200 included. */
  record Page(int status) implements Fault {}

  /** A status with no body at all. */
  record Bare(int status) implements Fault {}

  /** An SSE {@code error} event after so many events; a JSON request gets its status instead. */
  record StreamError(int events, ApiError error) implements Fault {}

  /** The answer breaks off. */
  record Break(Manner manner, Moment moment) implements Fault {}

  /** Events of the real stream, but a broken one in between, then the rest. */
  record Malformed(int events) implements Fault {}

  /** The stream opens and then only pings, for ever. */
  record PingOnly(Duration every) implements Fault {}

  /** The stream opens at once, its first delta comes late. */
  record SlowFirstToken(Duration pause) implements Fault {}

  /** The request is read at this rate. */
  record SlowRead(int bytesPerSecond) implements Fault {}

  /** The right body under the wrong content type. */
  record WrongType(String contentType) implements Fault {}

  /** The stream ends cleanly, complete but for {@code message_stop}. */
  record MissingStop() implements Fault {}

  /** A body shorter than its {@code content-length}, then the connection closes. */
  record CutBody() implements Fault {}

  /** Bytes that are no HTTP, then the connection closes. */
  record Garbage() implements Fault {}

  /** The connection closes without an answer; as a rule, before a request on it is read. */
  record CloseOnAccept() implements Fault {}

  /**
   * Nothing is broken, but the upstream has only so many workers, and a queue in front of them.
   * Work that was taken in is done even if its caller has left: an overload that begins this way
   * keeps itself alive. Equal ones are the same workers.
   *
   * @param workers how many requests are worked on at once
   * @param queue how many more wait, first in, first out; the next gets a 529
   * @param work how long one takes on average, exponentially distributed
   */
  record Slots(int workers, int queue, Duration work) implements Fault {}

  /**
   * Nothing is broken, but an account may use only so much a minute: each limit is a bucket that
   * fills continuously. Equal ones are the same buckets, one set for each key and model.
   *
   * @param requests how many requests
   * @param input how many input tokens, counted when a request begins
   * @param output how many output tokens; who begins may end
   * @param hint whether a 429 says how long to wait
   */
  record Limited(long requests, long input, long output, boolean hint) implements Fault {
    /** What the headers of an answer tell of when nothing is limited. */
    public static final Limited AMPLE = new Limited(4_000, 2_000_000, 400_000, true);
  }

  /** How an answer breaks off. */
  enum Manner {
    /** TCP RST, or RST_STREAM on HTTP/2. */
    RESET,
    /** TCP FIN without the end that HTTP asks for. */
    HALF_CLOSE,
    /** A clean end of the HTTP message, too early for what it says. */
    END,
    /** Silence; the connection stays open until the caller leaves. */
    STALL
  }
}
