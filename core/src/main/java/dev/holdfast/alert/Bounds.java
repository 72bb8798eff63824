package dev.holdfast.alert;

import java.time.Duration;

/** Says in one line what is wrong with a setting, and what would be right. */
final class Bounds {
  private Bounds() {}

  static void share(String name, double value) {
    check(value > 0 && value <= 1, name, "a share above 0 and at most 1", value);
  }

  static void positive(String name, Duration value) {
    check(!value.isZero() && !value.isNegative(), name, "a positive duration", value);
  }

  static void notNegative(String name, Duration value) {
    check(!value.isNegative(), name, "zero or a positive duration", value);
  }

  static void atLeast(String name, double least, double value) {
    check(value >= least, name, "at least " + least, value);
  }

  private static void check(boolean holds, String name, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + what + ", not " + value);
    }
  }
}
