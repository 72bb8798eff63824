package dev.holdfast.gauge;

/**
 * One series as it was at a moment. A span is summed from the finest counts that are left of each
 * part of it: only its older end may be rounded, to ten seconds or to an hour.
 */
final class Strip {
  private final Series series;
  private final long end;
  private final Ring.View seconds;
  private final Ring.View tens;
  private final Ring.View hours;

  /**
   * A strip.
   *
   * @param end the first second that it does not show
   */
  Strip(Series series, long end, Ring.View seconds, Ring.View tens, Ring.View hours) {
    this.series = series;
    this.end = end;
    this.seconds = seconds;
    this.tens = tens;
    this.hours = hours;
  }

  Series series() {
    return series;
  }

  /** How many from a second up to and without another. */
  long sum(long from, long to) {
    long until = Math.min(to, end);
    long fine = ceil(end - Cell.FINE, Cell.TEN);
    if (from >= fine) {
      return seconds.sum(from, until);
    }
    long coarse = ceil(end - Cell.DAY, Cell.HOUR);
    return seconds.sum(fine, until)
        + part(tens, Cell.TEN, Math.max(from, coarse), Math.min(until, fine))
        + part(hours, Cell.HOUR, from, Math.min(until, coarse));
  }

  /** Adds steps of some seconds to a line, the first from a second on. */
  void addTo(long[] line, long from, long step) {
    boolean fine = step == 1 && from >= end - Cell.FINE && from + line.length <= end;
    if (fine) {
      seconds.addTo(line, from);
      return;
    }
    for (int i = 0; i < line.length; i++) {
      line[i] += sum(from + i * step, from + (i + 1) * step);
    }
  }

  private static long part(Ring.View ring, int step, long from, long to) {
    return from >= to ? 0 : ring.sum(Math.floorDiv(from, step), ceil(to, step) / step);
  }

  /** The next multiple of a step. */
  static long ceil(long second, int step) {
    return -Math.floorDiv(-second, step) * step;
  }
}
