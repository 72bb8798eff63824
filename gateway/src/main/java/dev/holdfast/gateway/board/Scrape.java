package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Zip;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The exposition as Prometheus wants it, zipped where it asks for that. Worker threads only. */
final class Scrape {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private Scrape() {}

  static Answer of(AdminFacts facts, boolean zipped) {
    byte[] text = facts.metrics().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, TYPE, Buffer.buffer(zipped ? Zip.of(text) : text), zipped);
  }
}
