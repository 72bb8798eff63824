package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.edit.BodyChange;
import dev.holdfast.preflight.Extent;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.PreflightReport;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, kept for replay: the chunks as they came, and what was told of them on their
 * way in. Its memory is given back once.
 */
final class RequestBody {
  private final ReplayMemory memory;
  private final Preflight preflight;
  private final List<Buffer> chunks = new ArrayList<>(1);
  private @Nullable String remark;
  private long size;
  private long reserved;

  RequestBody(ReplayMemory memory, Preflight preflight) {
    this.memory = memory;
    this.preflight = preflight;
  }

  /** Keeps one more chunk; false if there is no memory for it. */
  boolean add(Buffer chunk) {
    if (!memory.reserve(chunk.length())) {
      return false;
    }
    reserved += chunk.length();
    size += chunk.length();
    chunks.add(chunk);
    preflight.feed(bytes(chunk));
    return true;
  }

  /**
   * The same body with changes; its fields are still told as the caller wrote them. Shares the
   * bytes of this one, which must be released after it; only what was added takes memory.
   *
   * @return fails if the body cannot be changed so, or there is no memory for more
   */
  Future<RequestBody> edited(BodyChange edit, Vertx vertx) {
    return edited(edit, 0, vertx);
  }

  /**
   * The same, where the change reads more than this body.
   *
   * @param more how many bytes besides
   */
  Future<RequestBody> edited(BodyChange edit, long more, Vertx vertx) {
    List<Buffer> mine = List.copyOf(chunks);
    return Work.on(size + more, vertx, () -> edit.applyTo(mine)).compose(this::with);
  }

  private Future<RequestBody> with(List<Buffer> changed) {
    RequestBody other = new RequestBody(memory, preflight);
    other.chunks.addAll(changed);
    other.size = changed.stream().mapToLong(Buffer::length).sum();
    long more = Math.max(0, other.size - size);
    if (!memory.reserve(more)) {
      return Future.failedFuture("replay memory is full");
    }
    other.reserved = more;
    return Future.succeededFuture(other);
  }

  /** A view of a buffer's bytes without copying them. */
  static ByteBuffer bytes(Buffer buffer) {
    ByteBuf netty = ((BufferInternal) buffer).getByteBuf();
    return netty.nioBuffer();
  }

  /** Forgets the body and gives its memory back; to be called when no attempt may follow. */
  void release() {
    memory.release(reserved);
    reserved = 0;
    chunks.clear();
  }

  long size() {
    return size;
  }

  @Nullable String model() {
    return preflight.model();
  }

  boolean stream() {
    return preflight.stream();
  }

  /** Whether it offers the model any tools. */
  boolean tools() {
    return preflight.offersTools();
  }

  /** How big it is, to a model: an estimate, which is corrected by what answers used. */
  Extent extent() {
    return preflight.extent();
  }

  /** What there is to say of it, once it is whole. */
  PreflightReport report() {
    return preflight.report();
  }

  /** What the answer is to say of it. */
  void remark(String text) {
    remark = text;
  }

  /** What the answer is to say of it; null for nothing. */
  @Nullable String remark() {
    return remark;
  }

  /**
   * Writes the whole body and ends the request, no faster than the upstream takes it.
   *
   * @param taken told whenever the upstream has taken some of it
   */
  Upload sendTo(HttpClientRequest request, Runnable taken) {
    // A copy of the list: the call may end, and the body be released, while it is being written.
    Upload upload = new Upload(List.copyOf(chunks), request, taken);
    if (chunks.isEmpty()) {
      request.end();
    } else {
      upload.go();
    }
    return upload;
  }

  /** A body on its way to the upstream. */
  static final class Upload {
    private final List<Buffer> chunks;
    private final HttpClientRequest request;
    private final Runnable taken;
    private int next;

    Upload(List<Buffer> chunks, HttpClientRequest request, Runnable taken) {
      this.chunks = chunks;
      this.request = request;
      this.taken = taken;
    }

    /** Whether all of it was written. */
    boolean done() {
      return next == chunks.size();
    }

    private void go() {
      taken.run();
      while (next < chunks.size() - 1) {
        if (request.writeQueueFull()) {
          request.drainHandler(v -> go());
          return;
        }
        request.write(chunks.get(next++));
      }
      if (next < chunks.size()) {
        request.end(chunks.get(next++));
      }
    }
  }
}
