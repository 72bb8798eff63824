package dev.holdfast.lab.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Reads a request's body whole, up to a limit and, if wished, slowly. Beyond the limit the rest is
 * thrown away unread and the reader reports at once. Confined to the event loop.
 */
final class BodyReader {
  private static final long TICK_MILLIS = 20;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final long limit;
  private final Buffer bytes = Buffer.buffer();
  private final Consumer<BodyReader> done;
  private boolean tooLarge;
  private boolean finished;
  private boolean ended;
  private long allowance;
  private static final long NONE = -1; // Vert.x numbers timers from 0

  private long timer = NONE;

  BodyReader(Vertx vertx, HttpServerRequest request, long limit, Consumer<BodyReader> done) {
    this.vertx = vertx;
    this.request = request;
    this.limit = limit;
    this.done = done;
  }

  void read() {
    listen();
    request.resume();
  }

  /** Reads about so many bytes a second, so that the sender feels the back-pressure. */
  void readSlowly(int bytesPerSecond) {
    listen();
    long perTick = Math.max(1, bytesPerSecond * TICK_MILLIS / 1000);
    timer = vertx.setPeriodic(TICK_MILLIS, id -> tick(perTick));
  }

  /** Forgets the body: nobody waits for it any more. */
  void stop() {
    finished = true;
    vertx.cancelTimer(timer);
  }

  byte[] bytes() {
    return bytes.getBytes();
  }

  boolean tooLarge() {
    return tooLarge;
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has SHA-256.
    }
  }

  private void listen() {
    request.handler(this::chunk);
    request.endHandler(end -> {
      ended = true;
      // A slow read is slow also when the whole body came at once.
      if (timer == NONE || allowance >= 0) {
        finish();
      }
    });
  }

  private void tick(long perTick) {
    allowance += perTick;
    if (allowance < 0) {
      return;
    }
    if (ended) {
      finish();
    } else {
      request.fetch(1);
    }
  }

  private void chunk(Buffer chunk) {
    allowance -= timer == NONE ? 0 : chunk.length();
    if (finished) {
      return;
    }
    if (bytes.length() + (long) chunk.length() > limit) {
      tooLarge = true;
      request.resume();
      finish();
      return;
    }
    bytes.appendBuffer(chunk);
  }

  private void finish() {
    vertx.cancelTimer(timer);
    if (!finished) {
      finished = true;
      done.accept(this);
    }
  }
}
