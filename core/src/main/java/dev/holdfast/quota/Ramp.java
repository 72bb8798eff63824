package dev.holdfast.quota;

/**
 * How fast new calls may come back after an outage: at half of what was usual, or one a second if
 * that is more, and twice as fast each minute. Anthropic limits sharp rises in use, without saying
 * how sharp ("ramp up your traffic gradually"). Guarded by the cell's lock.
 */
final class Ramp {
  private static final long MINUTE = 60_000_000;
  private static final int DOUBLINGS = 5;
  private static final double LEAST = 60;

  /** What may go at once. */
  private static final double BURST = 1;

  /** Keeps a moment that was told from falling short by a rounding. */
  private static final double HAIR = 1e-6;

  private long minute;
  private long inMinute;
  private long lastMinute;
  private long usual;
  private boolean troubled;
  private long firstFailure;
  private long lastFailure;
  private boolean ramping;
  private long start;
  private double base;
  private double passed;

  /** A request goes. */
  void pass(boolean held, long now) {
    roll(now);
    inMinute++;
    if (active(now) && !held) {
      passed = Math.max(passed, allowed(now) - BURST) + 1;
    }
  }

  /** It was not sent after all. */
  void giveBack(boolean held, long now) {
    inMinute = Math.max(0, inMinute - 1);
    if (active(now) && !held) {
      passed = Math.max(0, passed - 1);
    }
  }

  private void roll(long now) {
    long current = now / MINUTE;
    if (current != minute) {
      lastMinute = current == minute + 1 ? inMinute : 0;
      inMinute = 0;
      minute = current;
    }
  }

  void failed(long now) {
    firstFailure = troubled ? firstFailure : now;
    lastFailure = now;
    troubled = true;
  }

  /** A minute of nothing but failures, to the end, was an outage; it is over now. */
  void succeeded(long now) {
    roll(now);
    boolean outage = troubled && now - firstFailure >= MINUTE && now - lastFailure < MINUTE;
    troubled = false;
    if (outage) {
      ramping = true;
      start = now;
      base = Math.max(LEAST, usual / 2.0);
      passed = 0;
    } else if (!active(now)) {
      usual = Math.max(inMinute, lastMinute);
    }
  }

  private boolean active(long now) {
    ramping = ramping && now - start < DOUBLINGS * MINUTE;
    return ramping;
  }

  /** How many may have gone by now. */
  private double allowed(long now) {
    double minutes = (double) (now - start) / MINUTE;
    double whole = Math.floor(minutes);
    double doubled = Math.pow(2, whole);
    return BURST + base * (doubled - 1 + doubled * (minutes - whole));
  }

  /** When so many more may go. */
  long when(long more, long now) {
    if (!active(now)) {
      return now;
    }
    double wanted = Math.max(passed, allowed(now) - BURST) + more;
    if (wanted <= allowed(now) + HAIR) {
      return now;
    }
    double steps = (wanted - BURST) / base + 1;
    double whole = Math.floor(Math.log(steps) / Math.log(2));
    double doubled = Math.pow(2, whole);
    double minutes = whole + (steps - doubled) / doubled;
    return start + (long) Math.ceil(minutes * MINUTE);
  }
}
