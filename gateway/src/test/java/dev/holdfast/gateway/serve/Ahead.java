package dev.holdfast.gateway.serve;

import dev.holdfast.drive.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A real clock that a test puts forward, so that nobody has to wait for minutes to pass. */
final class Ahead extends Timekeeper implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant now() {
    return super.now().plus(ahead.get());
  }

  @Override
  public Instant instant() {
    return now();
  }

  void jump(Duration by) {
    ahead.accumulateAndGet(by, Duration::plus);
  }
}
