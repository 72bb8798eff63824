package dev.holdfast.lab.upstream;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The lab's only clock: wall time at the start, from then on monotonic, so that a clock jump of the
 * machine does not bend the call log.
 */
public final class LabClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
