package dev.holdfast.lab.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt while it lasts: the server tells it what happens. Guarded by its {@link CallLog}. */
public final class OpenAttempt {
  private final CallLog log;
  private final CallLog.Entry call;
  private final Duration at;
  private final long number;
  private String fault = "none";
  private @Nullable Integer status;
  private Ended ended = Ended.OPEN;
  private @Nullable Duration endedAt;
  private @Nullable Arrival arrived;

  OpenAttempt(CallLog log, CallLog.Entry call, Duration at, long number) {
    this.log = log;
    this.call = call;
    this.at = at;
    this.number = number;
  }

  /** Its place among the attempts of its call, from 1. */
  public long number() {
    return number;
  }

  public void fault(String text) {
    tell(() -> fault = text);
  }

  public void model(String name) {
    tell(() -> call.model(name));
  }

  public void status(int code) {
    tell(() -> status = code);
  }

  public void arrived(Arrival arrival) {
    tell(() -> {
      arrived = arrival;
      log.keepArrival(this);
    });
  }

  /** Settles the attempt; only the first end counts. */
  public void end(Ended how) {
    tell(() -> {
      if (ended == Ended.OPEN) {
        ended = how;
        endedAt = log.elapsed();
      }
    });
  }

  void forgetArrival() {
    arrived = null;
  }

  Attempt snapshot() {
    return new Attempt(at, fault, status, ended, endedAt, arrived);
  }

  private void tell(Runnable change) {
    synchronized (log) {
      change.run();
    }
    log.changed();
  }
}
