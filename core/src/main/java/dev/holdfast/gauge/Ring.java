package dev.holdfast.gauge;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts by time slot, of which the newest are kept. Slots come in chunks, and a chunk is never
 * used again for another time: so counting takes no lock, quiet times take no memory, and whoever
 * looks at the chunks there are may keep looking.
 */
final class Ring {
  private final int chunk;
  private final AtomicReference<@Nullable Chunk[]> chunks;

  /** Some slots in a row. */
  private static final class Chunk {
    private final long number;
    private final AtomicIntegerArray counts;

    /** The sum of all slots, once nothing is added any more; until then negative. */
    private long total = -1;

    Chunk(long number, int slots) {
      this.number = number;
      this.counts = new AtomicIntegerArray(slots);
    }

    long sum(int from, int to) {
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += counts.getPlain(i);
      }
      return sum;
    }

    /** Whoever comes first sums it up; that two may do so at once does no harm. */
    long total() {
      long known = total;
      if (known < 0) {
        known = sum(0, counts.length());
        total = known;
      }
      return known;
    }
  }

  /**
   * An empty ring.
   *
   * @param chunk how many slots a chunk has
   * @param chunks how many chunks are kept, the one under way included
   */
  Ring(int chunk, int chunks) {
    this.chunk = chunk;
    this.chunks = new AtomicReference<>(new Chunk[chunks]);
  }

  /** Counts. What is in the way is older, or the clock was set back. */
  void add(long slot, int count) {
    chunk(Math.floorDiv(slot, chunk)).counts.addAndGet(Math.floorMod(slot, chunk), count);
  }

  /** Counts what is from long ago, unless something newer is in the way. */
  void recall(long slot, int count) {
    long number = Math.floorDiv(slot, chunk);
    @Nullable Chunk[] all = chunks.get();
    Chunk known = all[Math.floorMod(number, all.length)];
    if (known == null || known.number <= number) {
      add(slot, count);
      chunk(number).total = -1;
    }
  }

  private Chunk chunk(long number) {
    while (true) {
      @Nullable Chunk[] all = chunks.get();
      int place = Math.floorMod(number, all.length);
      Chunk known = all[place];
      if (known != null && known.number == number) {
        return known;
      }
      @Nullable Chunk[] next = all.clone();
      Chunk fresh = new Chunk(number, chunk);
      next[place] = fresh;
      if (chunks.compareAndSet(all, next)) {
        return fresh;
      }
    }
  }

  /**
   * The chunks there are now; counts of the slot under way still grow.
   *
   * @param end the first slot that may still grow
   */
  View view(long end) {
    return new View(chunk, chunks.get(), Math.floorDiv(end, chunk) - 1);
  }

  /** A look at a ring that the ring's own progress does not change. */
  static final class View {
    private final int chunk;
    private final @Nullable Chunk[] chunks;
    private final long settled;

    /**
     * A view.
     *
     * @param settled chunks before this one have been left alone for long
     */
    private View(int chunk, @Nullable Chunk[] chunks, long settled) {
      this.chunk = chunk;
      this.chunks = chunks;
      this.settled = settled;
    }

    /** The sum from a slot up to and without another. */
    long sum(long from, long to) {
      long sum = 0;
      long slot = from;
      while (slot < to) {
        long number = Math.floorDiv(slot, chunk);
        long end = Math.min(to, (number + 1) * chunk);
        Chunk at = at(number);
        sum += at == null ? 0 : sum(at, Math.floorMod(slot, chunk), (int) (end - slot));
        slot = end;
      }
      return sum;
    }

    private long sum(Chunk at, int from, int length) {
      boolean whole = length == chunk && at.number < settled;
      return whole ? at.total() : at.sum(from, from + length);
    }

    /** Adds each slot to a line. */
    void addTo(long[] line, long from) {
      for (int i = 0; i < line.length; ) {
        int begin = Math.floorMod(from + i, chunk);
        int length = Math.min(line.length - i, chunk - begin);
        Chunk at = at(Math.floorDiv(from + i, chunk));
        for (int k = 0; at != null && k < length; k++) {
          line[i + k] += at.counts.getPlain(begin + k);
        }
        i += length;
      }
    }

    private @Nullable Chunk at(long number) {
      Chunk at = chunks[Math.floorMod(number, chunks.length)];
      return at != null && at.number == number ? at : null;
    }
  }
}
