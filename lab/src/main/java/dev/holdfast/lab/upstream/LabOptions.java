package dev.holdfast.lab.upstream;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a lab upstream is started.
 *
 * @param port 0 takes any free one
 * @param seed of all chance: ids and shares of faults
 * @param tls null serves plain text
 * @param clock what the log and the headers tell the time by
 */
public record LabOptions(int port, long seed, @Nullable Tls tls, InstantSource clock) {

  /** Any free port, plain text, seed 1. */
  public static LabOptions defaults() {
    return new LabOptions(0, 1, null, new LabClock());
  }

  public LabOptions withPort(int newPort) {
    return new LabOptions(newPort, seed, tls, clock);
  }

  public LabOptions withSeed(long newSeed) {
    return new LabOptions(port, newSeed, tls, clock);
  }

  public LabOptions withTls(Tls newTls) {
    return new LabOptions(port, seed, newTls, clock);
  }

  public LabOptions withClock(InstantSource newClock) {
    return new LabOptions(port, seed, tls, newClock);
  }
}
