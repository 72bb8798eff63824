package dev.holdfast.gateway.board;

import io.vertx.core.buffer.Buffer;

/** What the admin listener says, whole and in one piece. */
record Answer(int status, String type, Buffer body, boolean zipped) {

  /** One line, or a few, of plain text. */
  static Answer plain(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(text + "\n"), false);
  }
}
