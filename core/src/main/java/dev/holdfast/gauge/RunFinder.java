package dev.holdfast.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs of failures in a row of seconds. Time is looked at in slots of half a minute: one is
 * bad if a share of its attempts failed, good if it had attempts and fewer failed, and says nothing
 * without attempts. A run lasts from the first bad second of a bad slot to the last one; two good
 * slots end it, and so does half an hour without a bad one. How long it lasted is told by seconds,
 * not slots.
 */
public final class RunFinder {
  /** As long as this must be good to end a run. */
  public static final Duration BREAK = Duration.ofMinutes(1);

  /** Seconds. */
  static final int SLOT = 30;

  private static final int BREAKING = 2;
  private static final int KEPT = 60;

  private final double theta;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private Slot under = new Slot(Long.MIN_VALUE);
  private @Nullable Slot head;
  private @Nullable Slot tail;
  private int good;
  private boolean begun;
  private @Nullable Run ended;

  /** Half a minute. */
  private static final class Slot {
    private final long number;
    private long attempts;
    private long bad;
    private long first;
    private long last;

    Slot(long number) {
      this.number = number;
    }

    void add(long second, long more, long worse) {
      attempts += more;
      if (worse > 0) {
        first = bad == 0 ? second : first;
        last = second;
        bad += worse;
      }
    }

    boolean bad(double theta) {
      return bad > 0 && bad >= theta * attempts;
    }
  }

  /**
   * No run yet.
   *
   * @param theta the share of failures that makes a slot bad, from 0 to 1
   */
  public RunFinder(double theta) {
    this.theta = theta;
  }

  /** Goes on with a run that was found before. */
  public void resume(Run run) {
    Slot begin = new Slot(Math.floorDiv(run.first().getEpochSecond(), SLOT));
    begin.first = run.first().getEpochSecond();
    Slot end = new Slot(Math.floorDiv(run.last().getEpochSecond(), SLOT));
    end.last = run.last().getEpochSecond();
    end.attempts = run.attempts();
    end.bad = run.bad();
    slots.clear();
    slots.add(end);
    head = begin;
    tail = end;
    good = 0;
    under = new Slot(end.number + 1);
  }

  /**
   * What a second brought; seconds come in order, quiet ones may be left out.
   *
   * @param second since 1970
   * @param attempts how many attempts came back
   * @param bad how many of them failed
   */
  public void add(long second, long attempts, long bad) {
    if (attempts > 0 && Math.floorDiv(second, SLOT) >= under.number) {
      tick(second);
      under.add(second, attempts, bad);
    }
  }

  /** Time went on, up to and without this second. */
  public void tick(long second) {
    long number = Math.floorDiv(second, SLOT);
    if (number > under.number) {
      close(under);
      under = new Slot(number);
    }
    Slot last = tail;
    if (last != null && number - last.number > KEPT) {
      end();
    }
  }

  private void close(Slot slot) {
    if (slot.attempts == 0) {
      return;
    }
    if (slot.bad(theta)) {
      if (head == null) {
        head = slot;
        begun = good >= BREAKING;
      }
      tail = slot;
      good = 0;
    } else {
      good++;
    }
    if (head != null) {
      slots.add(slot);
      slots.removeIf(old -> old.number <= slot.number - KEPT);
      if (good >= BREAKING) {
        end();
      }
    }
  }

  private void end() {
    Slot from = head;
    Slot to = tail;
    if (from != null && to != null) {
      ended = run(from, to);
    }
    slots.clear();
    head = null;
    tail = null;
  }

  /** The run under way, the present half minute included; null if there is none. */
  public @Nullable Run run() {
    boolean bad = under.bad(theta);
    Slot from = head == null && bad ? under : head;
    Slot to = bad ? under : tail;
    return from == null || to == null ? null : run(from, to);
  }

  /** Whether a run, or none, is all there is: what came before it was good for long enough. */
  boolean settled() {
    return head == null ? good >= BREAKING : begun;
  }

  private Run run(Slot from, Slot to) {
    long attempts = to == under ? under.attempts : 0;
    long bad = to == under ? under.bad : 0;
    for (Slot slot : slots) {
      boolean within = slot.number <= to.number && slot.number > to.number - KEPT;
      attempts += within ? slot.attempts : 0;
      bad += within ? slot.bad : 0;
    }
    Instant first = Instant.ofEpochSecond(from.first);
    return new Run(first, Instant.ofEpochSecond(to.last), attempts, bad);
  }

  /** The run that ended last; null if none did. */
  public @Nullable Run ended() {
    return ended;
  }
}
