package dev.holdfast.gateway.board;

import java.util.concurrent.atomic.AtomicInteger;

/** How many more series a metric may have. Taken and never given back: series live for ever. */
final class Room {
  private final AtomicInteger left;

  Room(int size) {
    left = new AtomicInteger(size);
  }

  /** Takes one if there is one left. Once full it stays a plain read. */
  boolean take() {
    return left.get() > 0 && left.getAndDecrement() > 0;
  }
}
