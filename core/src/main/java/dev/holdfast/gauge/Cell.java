package dev.holdfast.gauge;

/**
 * The counts of one series: seconds for a quarter of an hour, tens of seconds for a day, hours for
 * a week. Any thread may count; three additions, no lock.
 */
final class Cell {
  static final int TEN = 10;
  static final int HOUR = 3600;
  static final int FINE = 15 * 60;
  static final int DAY = 24 * HOUR;

  private final Series series;
  private final Ring seconds = new Ring(60, FINE / 60 + 1);
  private final Ring tens = new Ring(HOUR / TEN, 25);
  private final Ring hours = new Ring(24, 9);

  Cell(Series series) {
    this.series = series;
  }

  Series series() {
    return series;
  }

  void count(long second) {
    seconds.add(second, 1);
    tens.add(Math.floorDiv(second, TEN), 1);
    hours.add(Math.floorDiv(second, HOUR), 1);
  }

  /** What another process counted a while ago; where something newer is in the way it is lost. */
  void count(long second, int count) {
    seconds.recall(second, count);
    tens.recall(Math.floorDiv(second, TEN), count);
    hours.recall(Math.floorDiv(second, HOUR), count);
  }

  /** What was counted in an hour of another process' life. */
  void remember(long hour, int count) {
    hours.recall(hour, count);
  }

  Strip strip(long end) {
    return new Strip(series, end, seconds.view(end), tens.view(end / TEN), hours.view(end / HOUR));
  }
}
