package dev.holdfast.lab.upstream;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What will be written for one attempt, step by step.
 *
 * @param delay before anything
 * @param head null: the attempt ends without an answer
 * @param frames what follows the head
 * @param ending what happens after the last frame
 */
record Plan(Duration delay, @Nullable Head head, Iterator<Frame> frames, Ending ending) {

  /** Status and headers. */
  record Head(int status, Map<String, String> headers) {}

  /** A piece of the body and the pause before it. */
  record Frame(Duration pause, String text) {}

  /** How the exchange ends. */
  enum Ending {
    /** As HTTP wants it. */
    END,
    /** RST. */
    RESET,
    /** FIN without the end of the message; the connection stays half open. */
    HALF_CLOSE,
    /** FIN both ways. */
    CLOSE,
    /** Never, until the caller leaves. */
    STALL,
    /** Bytes that are no HTTP, then FIN. */
    GARBAGE
  }
}
