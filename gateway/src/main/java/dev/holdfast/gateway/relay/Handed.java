package dev.holdfast.gateway.relay;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a stream was handed on, kept in case it must be continued. Counts as replay memory; where
 * there is no room for it, the stream cannot be continued.
 */
final class Handed {
  private final ReplayMemory memory;
  private final List<Buffer> events = new ArrayList<>();
  private long size;
  private boolean whole = true;

  Handed(ReplayMemory memory) {
    this.memory = memory;
  }

  /** More whole events. */
  void add(Buffer more) {
    if (whole && memory.reserve(more.length())) {
      size += more.length();
      events.add(more);
    } else {
      release();
    }
  }

  /** Whether all of it is kept. */
  boolean whole() {
    return whole;
  }

  long size() {
    return size;
  }

  List<Buffer> events() {
    return List.copyOf(events);
  }

  /** Forgets it and gives its memory back. */
  void release() {
    memory.release(size);
    size = 0;
    whole = false;
    events.clear();
  }
}
