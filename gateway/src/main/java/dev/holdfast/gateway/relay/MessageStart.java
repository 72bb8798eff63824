package dev.holdfast.gateway.relay;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Cuts {@code message_start} out of the first events of a stream. */
final class MessageStart {
  private static final Pattern EVENT =
      Pattern.compile("^event: *message_start\\R(?:.+\\R)*\\R", Pattern.MULTILINE);

  private MessageStart() {}

  /** The same events without it. */
  static Buffer cutFrom(Buffer events) {
    String text = events.toString(StandardCharsets.ISO_8859_1);
    String cut = EVENT.matcher(text).replaceFirst("");
    return Buffer.buffer(cut.getBytes(StandardCharsets.ISO_8859_1));
  }
}
