package dev.holdfast.gateway.relay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The one cap over all request bodies kept for replay. When it is full a call is refused with the
 * reason; its retries are never silently switched off.
 */
public final class ReplayMemory {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /** At most {@code limit} bytes at any time. */
  public ReplayMemory(long limit) {
    this.limit = limit;
  }

  /** A share of the heap this JVM may grow to. */
  public static ReplayMemory shareOfHeap(double share) {
    return new ReplayMemory((long) (Runtime.getRuntime().maxMemory() * share));
  }

  /** Takes room for more bytes; false if there is none, and then nothing was taken. */
  boolean reserve(long bytes) {
    long now = used.get();
    while (now + bytes <= limit) {
      if (used.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = used.get();
    }
    return false;
  }

  /** Gives room back. */
  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes in use. */
  public long used() {
    return used.get();
  }

  /** Bytes there are. */
  public long limit() {
    return limit;
  }
}
