package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The exposition as Prometheus wants it, zipped where it asks for that. Worker threads only. */
final class Scrape {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Pattern GZIP = Pattern.compile("gzip\\s*(;\\s*q=(?<q>[0-9.]+))?");

  private Scrape() {}

  static Answer of(AdminFacts facts, boolean zipped) {
    byte[] text = facts.metrics().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, TYPE, Buffer.buffer(zipped ? zip(text) : text), zipped);
  }

  /** Whether an {@code Accept-Encoding} header takes gzip; null if there was none. */
  static boolean zips(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      var gzip = GZIP.matcher(coding.strip());
      if (gzip.matches()) {
        return gzip.group("q") == null || !gzip.group("q").matches("0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] zip(byte[] text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(text.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
