package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.Zip;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.CRC32;

/** Files that are served as they are. */
final class Assets implements Page {
  static final Assets CSS =
      kept("board.css", new Kind("text/css; charset=utf-8", "how the pages look"));
  static final Assets MODULE =
      kept("board.js", new Kind("text/javascript; charset=utf-8", "keeps an open page up to date"));
  static final Assets OPENAPI =
      new Assets(
          "/api/v1/openapi.json",
          new Kind("application/json", "all of this for programs, OpenAPI 3.1"),
          read("openapi.json"),
          false);

  private final String path;
  private final Kind kind;
  private final Buffer plain;
  private final Buffer zipped;
  private final boolean lasting;

  private record Kind(String type, String purpose) {}

  private Assets(String path, Kind kind, byte[] bytes, boolean lasting) {
    this.path = path;
    this.kind = kind;
    this.plain = Buffer.buffer(bytes);
    this.zipped = Buffer.buffer(Zip.of(bytes));
    this.lasting = lasting;
  }

  /** A file whose path has a sum of what is in it, so that browsers may keep it. */
  private static Assets kept(String file, Kind kind) {
    byte[] bytes = read(file);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    String path = "/assets/" + file.replace(".", "-%08x.".formatted(sum.getValue()));
    return new Assets(path, kind, bytes, true);
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
    return kind.purpose();
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    boolean zips = Zip.wanted(request);
    Buffer body = zips ? zipped : plain;
    return Future.succeededFuture(new Answer(200, kind.type(), body, zips, lasting, null));
  }
}
