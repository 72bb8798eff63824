package dev.holdfast.spring;

import org.springframework.context.SmartLifecycle;

/**
 * Lets calls under way finish before the context closes, for as long as {@code
 * spring.lifecycle.timeout-per-shutdown-phase} says. By then the web server and the executors have
 * stopped, so whoever still makes a call is finishing something: new calls are let through.
 */
final class Departure implements SmartLifecycle {
  /** Executors and schedulers have half the greatest number; what is lower stops later. */
  private static final int AFTER_EXECUTORS = Integer.MAX_VALUE / 2 - 1024;

  private final Traffic traffic;
  private volatile boolean running;

  Departure(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void stop(Runnable done) {
    running = false;
    traffic.whenQuiet(done);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AFTER_EXECUTORS;
  }
}
