package dev.holdfast.gateway.admin;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the admin listener says, whole and in one piece.
 *
 * @param type the media type
 * @param zipped whether the body is gzipped
 * @param lasting whether it may be kept: what is at this path never changes
 * @param location where to look instead; null if it is here
 */
public record Answer(
    int status,
    String type,
    Buffer body,
    boolean zipped,
    boolean lasting,
    @Nullable String location) {
  private static final String HTML = "text/html; charset=utf-8";

  /** One that must not be kept. */
  public Answer(int status, String type, Buffer body, boolean zipped) {
    this(status, type, body, zipped, false, null);
  }

  /** One line, or a few, of plain text. */
  public static Answer plain(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(text + "\n"), false);
  }

  /** It is done; the page to look at now is there. */
  public static Answer seeOther(String path) {
    Buffer body = Buffer.buffer("see " + path + "\n");
    return new Answer(303, "text/plain; charset=utf-8", body, false, false, path);
  }

  /** JSON that is there as text. */
  public static Answer json(String text) {
    return new Answer(200, "application/json", Buffer.buffer(text + "\n"), false);
  }

  /**
   * A page for people.
   *
   * @param zips whether whoever asks can unzip it
   */
  public static Answer html(int status, String text, boolean zips) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, HTML, Buffer.buffer(zips ? Zip.of(bytes) : bytes), zips);
  }

  /** Whether a browser shows it as a page. */
  public boolean page() {
    return type.equals(HTML);
  }
}
