package dev.holdfast.gauge;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts by time slot, of which the newest are kept. Slots come in chunks, and a chunk is never
 * used again for another time: so counting takes no lock, quiet times take no memory, and whoever
 * looked at a chunk may keep looking.
 */
final class Ring {
  private final int chunk;
  private final AtomicReferenceArray<Chunk> chunks;

  /**
   * Some slots in a row.
   *
   * @param number the first slot's number by the size of a chunk
   */
  record Chunk(long number, AtomicIntegerArray counts) {}

  /**
   * An empty ring.
   *
   * @param chunk how many slots a chunk has
   * @param chunks how many chunks are kept, the one under way included
   */
  Ring(int chunk, int chunks) {
    this.chunk = chunk;
    this.chunks = new AtomicReferenceArray<>(chunks);
  }

  /** Counts; a slot that is no longer kept is not counted. */
  void add(long slot, int count) {
    long number = Math.floorDiv(slot, chunk);
    Chunk at = chunk(number);
    if (at.number == number) {
      at.counts.addAndGet(Math.floorMod(slot, chunk), count);
    }
  }

  private Chunk chunk(long number) {
    int place = Math.floorMod(number, chunks.length());
    Chunk known = chunks.get(place);
    while (known == null || known.number < number) {
      Chunk fresh = new Chunk(number, new AtomicIntegerArray(chunk));
      if (chunks.compareAndSet(place, known, fresh)) {
        return fresh;
      }
      known = chunks.get(place);
    }
    return known;
  }

  /** What there is now; counts of the slot under way still grow. */
  View view() {
    Chunk[] now = new Chunk[chunks.length()];
    for (int i = 0; i < now.length; i++) {
      now[i] = chunks.get(i);
    }
    return new View(chunk, now);
  }

  /** A look at a ring that the ring's own progress does not change. */
  static final class View {
    private final int chunk;
    private final Chunk[] chunks;

    private View(int chunk, Chunk[] chunks) {
      this.chunk = chunk;
      this.chunks = chunks;
    }

    /** The sum from a slot up to and without another. */
    long sum(long from, long to) {
      long sum = 0;
      for (long slot = from; slot < to; ) {
        long number = Math.floorDiv(slot, chunk);
        long end = Math.min(to, (number + 1) * chunk);
        Chunk at = chunks[Math.floorMod(number, chunks.length)];
        if (at != null && at.number == number) {
          sum += sum(at.counts, Math.floorMod(slot, chunk), (int) (end - slot));
        }
        slot = end;
      }
      return sum;
    }

    private static long sum(AtomicIntegerArray counts, int from, int length) {
      long sum = 0;
      for (int i = from; i < from + length; i++) {
        sum += counts.get(i);
      }
      return sum;
    }
  }
}
