package dev.holdfast.gateway.board;

/** Vitals that do not change. */
record Still(long callsInFlight, long replayMemoryUsed, long replayMemoryLimit) implements Vitals {
  static final Still LIFE = new Still(3, 2_048, 1_048_576);

  /** Meters of a process that stands still. */
  static Meters meters() {
    return new Meters(LIFE, "0.1.0");
  }
}
