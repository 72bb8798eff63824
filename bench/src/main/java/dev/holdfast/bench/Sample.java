package dev.holdfast.bench;

import org.HdrHistogram.Histogram;

/**
 * The latencies of one run, in microseconds.
 *
 * @param count how many
 * @param errors answers that were not 200, broken connections, streams that were not whole
 * @param seconds how long it took in all
 */
record Sample(long count, int errors, double seconds, double p50, double p99, double max) {

  static Sample of(Histogram nanos, int errors, long took) {
    return new Sample(
        nanos.getTotalCount(),
        errors,
        took / 1e9,
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getMaxValue() / 1e3);
  }

  double perSecond() {
    return count / seconds;
  }
}
