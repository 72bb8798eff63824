package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.Phase;
import io.vertx.core.buffer.Buffer;

/** Reads one answer and settles its attempt. */
interface AnswerReader {
  /** A piece of the body. */
  void chunk(Buffer chunk);

  /** The body ended as its framing says it should. */
  void end();

  /** How far it got. */
  Phase phase();

  /** Whether nothing more is needed: a break from here on is no loss. */
  boolean complete();
}
