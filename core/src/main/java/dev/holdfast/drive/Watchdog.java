package dev.holdfast.drive;

import dev.holdfast.decide.StreamLimits;
import dev.holdfast.outcome.Loss;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an answer has been silent for too long. Whoever performs an attempt tells it what came
 * and when, asks when to look next, and looks then: one timer for an answer is enough, however many
 * chunks it has.
 *
 * <p>Who does not read is not told anything: while the caller takes no more, and the answer is
 * therefore not read, the silence is our own and no limit counts.
 *
 * <p>Has no clock of its own; confined to one thread at a time.
 */
public final class Watchdog {
  private final StreamLimits limits;

  /** Since when content is waited for, or the answer moved or was heard last; null: not counted. */
  private @Nullable Instant waiting;

  private @Nullable Instant moved;
  private @Nullable Instant heard;
  private boolean paused;

  /**
   * For an attempt that is sent now.
   *
   * @param stream whether a stream was asked for: then its first content is waited for
   */
  public Watchdog(StreamLimits limits, boolean stream, Instant now) {
    this.limits = limits;
    this.waiting = stream ? now : null;
  }

  /** The request is still on its way: what is not asked yet cannot be answered. */
  public void sending(Instant now) {
    waiting = waiting == null ? null : now;
  }

  /** The answer turns out to be no stream: its first content is not waited for. */
  public void whole() {
    waiting = null;
  }

  /**
   * Bytes came, or the head of an answer that must not be silent from there on.
   *
   * @return whether a limit begins to count with it, so that {@link #due} may be earlier
   */
  public boolean heard(Instant now) {
    boolean first = heard == null;
    heard = now;
    return first;
  }

  /**
   * Content came, or after it any event that is no ping.
   *
   * @return whether a limit begins to count with it, so that {@link #due} may be earlier
   */
  public boolean progress(Instant now) {
    boolean first = moved == null;
    waiting = null;
    moved = now;
    return first;
  }

  /** The answer is not read from now on, because its caller takes no more. */
  public void pause() {
    paused = true;
  }

  /** The answer is read again. */
  public void resume(Instant now) {
    paused = false;
    waiting = waiting == null ? null : now;
    moved = moved == null ? null : now;
    heard = heard == null ? null : now;
  }

  /** When to look next; null if no limit counts. What comes later only makes it later. */
  public @Nullable Instant due() {
    Instant first = earlier(end(waiting, limits.firstToken()), end(heard, limits.liveness()));
    return earlier(first, end(moved, limits.progress()));
  }

  /** The limit that has passed; null if none has. */
  public @Nullable Loss bite(Instant now) {
    if (passed(end(heard, limits.liveness()), now)) {
      return Loss.LIVENESS;
    }
    if (passed(end(waiting, limits.firstToken()), now)) {
      return Loss.FIRST_TOKEN;
    }
    return passed(end(moved, limits.progress()), now) ? Loss.PROGRESS : null;
  }

  private @Nullable Instant end(@Nullable Instant since, Duration limit) {
    return paused || since == null || limit.isZero() ? null : since.plus(limit);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  private static boolean passed(@Nullable Instant end, Instant now) {
    return end != null && !now.isBefore(end);
  }
}
