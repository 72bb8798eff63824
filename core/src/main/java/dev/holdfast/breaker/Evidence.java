package dev.holdfast.breaker;

import dev.holdfast.breaker.RollingWindow.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What failures prove. Guarded by the breaker's lock; only the window under it is shared.
 *
 * <p>A bare run of failures opens falsely when successes take longer than failures do; so a run
 * counts only if it comes from several calls and is a good part of all that was started meanwhile.
 */
final class Evidence {
  /** Different calls a run must come from. */
  private static final int CALLS = 3;

  private static final Duration SLOW_SPAN = Duration.ofSeconds(5);
  private static final int SLOW_LEAST = 2;
  private static final double SLOW_SHARE = 0.10;

  private final BreakerPolicy policy;
  private final RollingWindow window;
  private final Set<Object> calls = new HashSet<>();
  private final Deque<Mark> recent = new ArrayDeque<>();
  private Instant runFrom = Instant.MIN;
  private Instant slowUntil = Instant.MIN;
  private int run;

  /** A failure, or a slow departure, that is still recent. */
  private record Mark(Instant at, boolean failed, boolean slow) {}

  Evidence(BreakerPolicy policy, RollingWindow window) {
    this.policy = policy;
    this.window = window;
  }

  /** Takes in a failure, or a slow departure. */
  void take(Instant now, Result result, Instant sentAt, Object call) {
    recent.addLast(new Mark(now, result.failed(), result.slow()));
    forget(now);
    if (result == Result.SLOW_FAILURE) {
      slowUntil = now.plus(policy.window());
    }
    if (result.failed()) {
      count(now, sentAt, call);
    }
  }

  private void count(Instant now, Instant sentAt, Object call) {
    long seconds = policy.window().toSeconds();
    if (sentAt.getEpochSecond() <= now.getEpochSecond() - seconds) {
      // Its start has left the window, which holds whole seconds; the ratio could pass one.
      window.start(now);
    }
    window.fail(now);
    runFrom = run == 0 ? now : runFrom;
    run++;
    if (calls.size() < CALLS) {
      calls.add(call);
    }
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(SLOW_SPAN);
    Instant newest = now.plus(SLOW_SPAN);
    for (Mark mark = recent.peekFirst();
        mark != null && (mark.at().isBefore(oldest) || mark.at().isAfter(newest));
        mark = recent.peekFirst()) {
      recent.removeFirst();
    }
  }

  /** A success ends the run. */
  void endRun() {
    run = 0;
    calls.clear();
  }

  /** Too large a share of what was started has failed. */
  boolean ratioTrips(Instant now) {
    Counts counts = window.last((int) policy.window().toSeconds(), now);
    return counts.starts() >= policy.minimum()
        && counts.failures() > policy.ratio() * counts.starts();
  }

  /** Too many in a row have failed. */
  boolean runTrips(Instant now) {
    if (run < policy.consecutive() || calls.size() < CALLS) {
      return false;
    }
    long span = now.getEpochSecond() - runFrom.getEpochSecond() + 1;
    Counts since = window.last((int) Math.min(span, RollingWindow.LONGEST), now);
    return run * 2L >= since.starts();
  }

  /** Whether what fails now takes long to fail. */
  boolean slow(Instant now) {
    forget(now);
    long slow = recent.stream().filter(Mark::slow).count();
    long failed = recent.stream().filter(Mark::failed).count();
    return slow >= SLOW_LEAST && slow >= SLOW_SHARE * failed;
  }

  /** Since when being under way proves anything: not for a while after a slow failure. */
  Instant trustedFrom(Instant now) {
    boolean jumped = slowUntil.isAfter(now.plus(policy.window().multipliedBy(2)));
    return jumped ? Instant.MIN : slowUntil;
  }

  /** Starts anew, as after closing. */
  void clear() {
    endRun();
    recent.clear();
    window.clear();
    slowUntil = Instant.MIN;
  }
}
