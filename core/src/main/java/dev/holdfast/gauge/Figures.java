package dev.holdfast.gauge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/** Sums of one span, to be narrowed and taken apart. */
public final class Figures {
  private final List<Series> series;
  private final long[] counts;

  /**
   * Figures.
   *
   * @param counts of each series in turn; there may be more of them
   */
  Figures(List<Series> series, long[] counts) {
    this.series = series;
    this.counts = counts;
  }

  /** Only what belongs to one value of an axis. */
  public Figures at(Axis axis, String value) {
    return where(s -> axis.of(s.lane()).equals(value));
  }

  /** Only some series. */
  public Figures where(Predicate<Series> which) {
    List<Series> kept = new ArrayList<>();
    long[] sums = new long[series.size()];
    for (int i = 0; i < series.size(); i++) {
      if (which.test(series.get(i))) {
        sums[kept.size()] = counts[i];
        kept.add(series.get(i));
      }
    }
    return new Figures(kept, sums);
  }

  /** Taken apart by the values of an axis, in order. */
  public Map<String, Figures> by(Axis axis) {
    Map<String, Figures> parts = new TreeMap<>();
    for (Series each : series) {
      parts.computeIfAbsent(axis.of(each.lane()), value -> at(axis, value));
    }
    return parts;
  }

  /** Shows each series and its sum; those with nothing are left out. */
  public void forEach(ObjLongConsumer<Series> viewer) {
    for (int i = 0; i < series.size(); i++) {
      viewer.accept(series.get(i), counts[i]);
    }
  }

  /** The sum of some series. */
  public long sum(Predicate<Series> which) {
    long sum = 0;
    for (int i = 0; i < series.size(); i++) {
      sum += which.test(series.get(i)) ? counts[i] : 0;
    }
    return sum;
  }

  /** Attempts that came back, whatever they brought; those of callers who left do not count. */
  public long attempts() {
    return sum(Series::attempt);
  }

  /** Attempts that ended in one way. */
  public long attempts(Code code) {
    return sum(s -> s.measure() == Measure.ATTEMPT && s.code() == code);
  }

  /** Attempts that are evidence of an outage. */
  public long bad() {
    return sum(Series::bad);
  }

  /** The share of bad attempts, from 0 to 1; 0 if there were no attempts. */
  public double badRatio() {
    return share(bad(), attempts());
  }

  /** Calls that ended, but for those whose callers left. */
  public long calls() {
    return sum(s -> s.measure() == Measure.CALL && s.code() != Code.CANCELLED);
  }

  /** Calls that ended in one way. */
  public long calls(Code code) {
    return sum(s -> s.measure() == Measure.CALL && s.code() == code);
  }

  /** Calls that were answered where they went, after an attempt had failed. */
  public long recovered() {
    return sum(s -> s.measure() == Measure.RECOVERED);
  }

  /** Calls that were answered elsewhere: a fallback carried them. */
  public long fellBack() {
    return sum(s -> s.measure() == Measure.FELL_BACK);
  }

  /** Calls that an outage cost: failed for what is bad, or never sent. */
  public long lost() {
    return sum(s -> s.measure() == Measure.CALL && (s.code().bad() || s.code() == Code.UNSENT));
  }

  /** A part of a whole, from 0 to 1; 0 of nothing. */
  public static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
