package dev.holdfast.gateway.admin;

import io.vertx.core.buffer.Buffer;

/**
 * What the admin listener says, whole and in one piece.
 *
 * @param type the media type
 * @param zipped whether the body is gzipped
 */
public record Answer(int status, String type, Buffer body, boolean zipped) {

  /** One line, or a few, of plain text. */
  public static Answer plain(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(text + "\n"), false);
  }

  /** JSON that is there as text. */
  public static Answer json(String text) {
    return new Answer(200, "application/json", Buffer.buffer(text + "\n"), false);
  }
}
