package dev.holdfast.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The same figure of every round: its median, and how far the rounds were apart. */
record Series(double median, double least, double most) {

  static Series of(DoubleStream figures) {
    double[] sorted = figures.toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Series(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Median [least – most]. */
  String text(int decimals) {
    String number = "%,." + decimals + "f";
    String format = number + " [" + number + "–" + number + "]";
    return String.format(Locale.ROOT, format, median, least, most);
  }
}
