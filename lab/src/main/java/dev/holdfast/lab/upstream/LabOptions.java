package dev.holdfast.lab.upstream;

import dev.holdfast.lab.script.Script;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a lab upstream is started.
 *
 * @param port 0 takes any free one
 * @param seed of all chance: ids and shares of faults
 * @param script what happens by itself
 * @param tls null serves plain text
 * @param clock what the log and the headers tell the time by
 */
public record LabOptions(
    int port, long seed, Script script, @Nullable Tls tls, InstantSource clock) {

  /** Any free port, plain text, seed 1. */
  public static LabOptions defaults() {
    return new LabOptions(0, 1, Script.EMPTY, null, new LabClock());
  }

  public LabOptions withPort(int newPort) {
    return new LabOptions(newPort, seed, script, tls, clock);
  }

  public LabOptions withSeed(long newSeed) {
    return new LabOptions(port, newSeed, script, tls, clock);
  }

  public LabOptions withScript(Script newScript) {
    return new LabOptions(port, seed, newScript, tls, clock);
  }

  public LabOptions withTls(Tls newTls) {
    return new LabOptions(port, seed, script, newTls, clock);
  }

  public LabOptions withClock(InstantSource newClock) {
    return new LabOptions(port, seed, script, tls, newClock);
  }
}
