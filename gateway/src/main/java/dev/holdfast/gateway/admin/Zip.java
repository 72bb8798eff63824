package dev.holdfast.gateway.admin;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Zips what is large, for whoever can unzip it. */
public final class Zip {
  private static final Pattern GZIP = Pattern.compile("gzip\\s*(;\\s*q=(?<q>[0-9.]+))?");

  private Zip() {}

  /** Whether whoever asks can unzip. */
  public static boolean wanted(HttpServerRequest request) {
    return zips(request.getHeader("Accept-Encoding"));
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

  /** The same bytes, zipped. */
  public static byte[] of(byte[] text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(text.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
