package dev.holdfast.preflight;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the longest requests of an endpoint are the ones that time out. Then trying again does
 * not help; if size has nothing to do with it, a timeout is as good as a 502.
 *
 * <p>Streams and other answers are judged apart, for they time out differently. Old evidence fades:
 * counts are halved once a day, and as new timeouts come. Guarded by its own monitor, in which
 * nothing but counting happens.
 */
public final class RequestShape {
  private static final Duration FADES = Duration.ofDays(1);

  private final SizeTable streams = new SizeTable();
  private final SizeTable others = new SizeTable();
  private @Nullable Instant faded;

  /** A shape of which nothing is known. */
  public RequestShape() {}

  /** A call of this extent was answered, or timed out; to be told once for each call. */
  public synchronized void add(Extent extent, boolean timedOut, Instant now) {
    Instant before = faded;
    if (before == null) {
      faded = now;
    } else if (Duration.between(before, now).compareTo(FADES) >= 0) {
      faded = now;
      streams.halve();
      others.halve();
    }
    table(extent.stream()).add(extent.tokens(), timedOut);
  }

  /** What the timeouts of streams, or of all others, say. */
  public synchronized SizeEffect effect(boolean stream) {
    return table(stream).effect();
  }

  /**
   * Whether the size of this request explains its timeout.
   *
   * @return {@link SizeLink#RELATED} only if it is one of the longest itself
   */
  public synchronized SizeLink link(Extent extent) {
    SizeTable table = table(extent.stream());
    SizeLink link = table.effect().link();
    boolean excused = link == SizeLink.RELATED && !table.longest(extent.tokens());
    return excused ? SizeLink.UNDECIDED : link;
  }

  private SizeTable table(boolean stream) {
    return stream ? streams : others;
  }
}
