package dev.holdfast.gateway.board;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a listener remembers of calls that have not ended. Every call ends, so nothing stays; should
 * an ending ever be lost, the bound keeps that from becoming a leak, and calls beyond it are told
 * with less.
 *
 * @param <T> what is remembered of a call; touched only by the thread that drives the call
 */
final class UnderWay<T> {
  private static final int MOST = 1 << 16;

  private final Map<String, T> calls = new ConcurrentHashMap<>();

  void begin(String call, T memory) {
    if (calls.size() < MOST) {
      calls.put(call, memory);
    }
  }

  /** What is remembered of a call, null if nothing is. */
  @Nullable T of(String call) {
    return calls.get(call);
  }

  /** The same, and forgets it. */
  @Nullable T end(String call) {
    return calls.remove(call);
  }
}
