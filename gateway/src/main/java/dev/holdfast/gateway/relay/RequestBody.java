package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.edit.BodyChange;
import dev.holdfast.outcome.TopFields;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, kept for replay: the chunks as they came, and the few fields that say where the
 * call goes. Its memory is given back once.
 */
final class RequestBody {
  /**
   * A longer one is changed off the event loop: reading it would hold up everybody else's calls.
   */
  private static final int SHORT = 256 * 1024;

  private final ReplayMemory memory;
  private final TopFields fields;
  private final List<Buffer> chunks = new ArrayList<>(1);
  private long size;
  private long reserved;

  RequestBody(ReplayMemory memory) {
    this(memory, new TopFields(Set.of("model", "stream", "tools")));
  }

  private RequestBody(ReplayMemory memory, TopFields fields) {
    this.memory = memory;
    this.fields = fields;
  }

  /** Keeps one more chunk; false if there is no memory for it. */
  boolean add(Buffer chunk) {
    if (!memory.reserve(chunk.length())) {
      return false;
    }
    reserved += chunk.length();
    size += chunk.length();
    chunks.add(chunk);
    fields.feed(bytes(chunk));
    return true;
  }

  /**
   * The same body with changes; its fields are still told as the caller wrote them. Shares the
   * bytes of this one, which must be released after it; only what was added takes memory.
   *
   * @return fails if the body cannot be changed so, or there is no memory for more
   */
  Future<RequestBody> edited(BodyChange edit, Vertx vertx) {
    List<Buffer> mine = List.copyOf(chunks);
    if (size > SHORT) {
      return vertx
          .executeBlocking(() -> edit.applyTo(mine), false)
          .map(Objects::requireNonNull)
          .compose(this::with);
    }
    try {
      return with(edit.applyTo(mine));
    } catch (IOException unfit) {
      return Future.failedFuture(unfit);
    }
  }

  private Future<RequestBody> with(List<Buffer> changed) {
    RequestBody other = new RequestBody(memory, fields);
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
    return fields.field("model");
  }

  boolean stream() {
    return "true".equals(fields.field("stream"));
  }

  /** Whether it offers the model any tools. */
  boolean tools() {
    return "[…]".equals(fields.field("tools"));
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
