package dev.holdfast.gateway.demo;

import java.time.Duration;

/** Where the audience looks while the demo runs. */
public interface Stage {
  /** Shows one moment; called many times a second. */
  void show(Scene scene);

  /**
   * One moment.
   *
   * @param elapsed since the start
   * @param length of the whole
   * @param title what is going wrong
   */
  record Scene(Duration elapsed, Duration length, String title, Counts counts) {}

  /** The numbers so far. */
  record Counts(long calls, long answered, long waiting, long retried, long told, long lost) {}
}
