package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.board.Answer;
import dev.holdfast.gateway.board.Page;
import dev.holdfast.gateway.board.Zip;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.CRC32;

/** The stylesheet and the module. Their path has a sum of what is in them, so they may be kept. */
enum Assets implements Page {
  CSS("board.css", "text/css; charset=utf-8", "how the pages look"),
  MODULE("board.js", "text/javascript; charset=utf-8", "keeps an open page up to date");

  private final String type;
  private final String purpose;
  private final String path;
  private final Buffer plain;
  private final Buffer zipped;

  Assets(String file, String type, String purpose) {
    this.type = type;
    this.purpose = purpose;
    byte[] bytes = read(file);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    this.path = "/assets/" + file.replace(".", "-%08x.".formatted(sum.getValue()));
    this.plain = Buffer.buffer(bytes);
    this.zipped = Buffer.buffer(Zip.of(bytes));
  }

  private static byte[] read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    boolean zips = Zip.wanted(request);
    return Future.succeededFuture(new Answer(200, type, zips ? zipped : plain, zips, true));
  }
}
