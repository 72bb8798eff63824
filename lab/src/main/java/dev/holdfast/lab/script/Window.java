package dev.holdfast.lab.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stretch of the server's life, by time since its start; without {@code until} it never ends. */
public record Window(Duration from, @Nullable Duration until) {
  public static Window from(Duration from) {
    return new Window(from, null);
  }

  public static Window of(Duration from, Duration length) {
    return new Window(from, from.plus(length));
  }

  public boolean contains(Duration elapsed) {
    return elapsed.compareTo(from) >= 0 && (until == null || elapsed.compareTo(until) < 0);
  }
}
