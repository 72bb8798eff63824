package dev.holdfast.gateway.relay;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Names calls: short enough to be read out, unique over restarts and instances. */
public final class CallIds {
  private static final int BASE = 36;

  private final String start;
  private final AtomicLong last = new AtomicLong();

  CallIds(RandomGenerator random) {
    start = "hc_" + Long.toString(random.nextLong(1L << 40, 1L << 41), BASE) + "_";
  }

  String next() {
    return start + Long.toString(last.incrementAndGet(), BASE);
  }
}
