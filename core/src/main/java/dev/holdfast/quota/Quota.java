package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Refuse;
import dev.holdfast.quota.Pace.Wait;
import dev.holdfast.reading.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one account to one class of models share: the upstream's rate limits, as buckets
 * that fill continuously (Anthropic, "Rate limits": a token bucket, not a window that resets).
 *
 * <p>A request that fits goes and takes its share. One that does not is told the exact moment of
 * its turn, which follows from the buckets and from what those before it will take: a schedule
 * without threads, timers or wakes. Whoever leaves gives its share or its place back. Those who
 * were told a moment keep it, so that nobody who comes later goes earlier.
 *
 * <p>Safe for any number of threads: one lock, held for arithmetic only.
 */
public final class Quota {
  /** Beyond this nobody is kept out on hearsay: people may have raised the limit meanwhile. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** How long calls go in turn after a 429: as long as an empty bucket takes to be full. */
  private static final Duration AFTERMATH = Duration.ofMinutes(1);

  /** How long after a critical call a share is kept for the next one. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final QuotaPolicy policy;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Ticks ticks;
  private final Buckets buckets;
  private final Lines lines = new Lines();
  private final Estimates estimates = new Estimates();
  private final Ramp ramp = new Ramp();
  private @Nullable Subscription subscription;
  private @Nullable Instant spentAt;
  private long closedUntil;
  private long pacedUntil;
  private long reservedUntil;

  /**
   * Until when the upstream itself said to stay away; a longer time than we do is told, not kept.
   */
  private long hintedUntil;

  /**
   * A quota of which nothing is known yet: everybody may go.
   *
   * @param fast whether it is the pool of fast mode
   */
  public Quota(QuotaPolicy policy, boolean fast, Instant now) {
    this.policy = policy;
    this.ticks = new Ticks(now);
    this.buckets = new Buckets(fast);
  }

  /**
   * A request wants to go.
   *
   * @param atMost how long it may wait
   */
  public Pace ask(Instant now, Ask ask, Duration atMost) {
    lock.lock();
    try {
      long at = ticks.at(now);
      if (ask.priority() == Priority.CRITICAL) {
        reservedUntil = at + Ticks.micros(REMEMBERED);
      }
      Cost cost = buckets.fitting(estimates.cost(ask.input()), kept(ask.priority(), at));
      return turn(new Reservation(ask, cost), at, atMost);
    } finally {
      lock.unlock();
    }
  }

  /** A request asks again: the moment it was told has come. */
  public Pace again(Instant now, Reservation place, Duration atMost) {
    return locked(now, at -> turn(place, at, atMost));
  }

  /** A request is not sent, or leaves the line: its share or place is another's. */
  public void leave(Instant now, Reservation reservation) {
    locked(
        now,
        at -> {
          lines.remove(reservation);
          giveBack(reservation, at);
          return reservation;
        });
  }

  /**
   * An attempt came back.
   *
   * @param share what it was sent with; null if the quota was not known then
   * @return how long a request like it must wait before it fits; zero unless it met a rate limit
   */
  public Duration heard(Instant now, @Nullable Reservation share, Heard heard) {
    lock.lock();
    try {
      return hear(now, ticks.at(now), share, heard);
    } finally {
      lock.unlock();
    }
  }

  /** How it stands. */
  public QuotaView view(Instant now) {
    return locked(
        now,
        at -> {
          Instant closed = at < closedUntil ? ticks.instant(closedUntil) : null;
          int waiting = lines.size();
          return new QuotaView(buckets.levels(at, ticks), subscription, closed, spentAt, waiting);
        });
  }

  /** For what happens seldom: what every call does takes the lock without making an object. */
  private <T> T locked(Instant now, LongFunction<T> work) {
    lock.lock();
    try {
      return work.apply(ticks.at(now));
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is kept where nobody is critical: it would only be lost to those who are there. */
  private double kept(Priority priority, long at) {
    boolean wanted = policy.pacing() && at < reservedUntil;
    return priority == Priority.CRITICAL || !wanted ? 0 : policy.reserveCritical();
  }

  /** After a 429 also those go in turn that are not paced else: or they would all meet the next. */
  private boolean paced(long at) {
    return (policy.pacing() || at < pacedUntil) && subscription == null && buckets.pace();
  }

  private Pace turn(Reservation one, long at, Duration atMost) {
    lines.expire(at);
    long due = due(one, at);
    if (due <= at) {
      lines.remove(one);
      buckets.take(one.cost(), at);
      ramp.pass(one.ask().held(), at);
      one.take(at);
      return new Go(one);
    }
    if (Ticks.span(due - at).compareTo(atMost) > 0) {
      lines.remove(one);
      long back = at < closedUntil ? Math.max(due, hintedUntil) : due;
      return new Refuse(ticks.instant(back));
    }
    lines.add(one, due);
    return new Wait(one, ticks.instant(due), !paced(at));
  }

  private long due(Reservation one, long at) {
    long due = Math.max(at, closedUntil);
    Cost ahead = lines.ahead(one);
    if (paced(at)) {
      due = Math.max(due, buckets.when(ahead, one.cost(), kept(one.priority(), at), at));
    }
    boolean free = one.priority() == Priority.CRITICAL || one.ask().held();
    if (policy.pacing() && !free) {
      due = Math.max(due, ramp.when(ahead.requests() + 1, at));
    }
    return Math.max(due, lines.toldBefore(one));
  }

  private void giveBack(Reservation share, long at) {
    if (share.close()) {
      buckets.give(share.cost(), share.takenAt(), at);
      ramp.giveBack(share.ask().held(), at);
    }
  }

  private Duration hear(Instant now, long at, @Nullable Reservation share, Heard heard) {
    if (share != null && heard.of() == Heard.Kind.LIMITED) {
      giveBack(share, at);
    }
    buckets.see(heard.reading(), at);
    if (heard.reading().tells()) {
      subscription = heard.reading().subscription();
    }
    switch (heard.of()) {
      case SUCCESS -> {
        spentAt = null;
        ramp.succeeded(at);
        used(share, heard.usage(), at);
      }
      case REJECTED -> correct(share, new Cost(1, 0, 0), at);
      case SPENT -> {
        spentAt = now;
        correct(share, new Cost(1, 0, 0), at);
      }
      case FAILURE -> ramp.failed(at);
      case LIMITED -> {
        return limited(now, at, share, heard);
      }
    }
    return Duration.ZERO;
  }

  private void used(@Nullable Reservation share, @Nullable Usage usage, long at) {
    if (share != null && usage != null) {
      estimates.learn(share.ask().input(), usage);
      correct(share, new Cost(1, usage.limited(), usage.output()), at);
    }
  }

  /** What was reserved too much goes back, what was used beyond is taken. */
  private void correct(@Nullable Reservation share, Cost real, long at) {
    if (share != null && share.close() && !buckets.none()) {
      Cost cost = share.cost();
      Cost over = cost.minus(real).atLeastNothing();
      buckets.give(over, share.takenAt(), at);
      buckets.take(real.minus(cost).atLeastNothing(), at);
    }
  }

  private Duration limited(Instant now, long at, @Nullable Reservation share, Heard heard) {
    if (subscription != null) {
      return Duration.ZERO;
    }
    Cost cost = share == null ? estimates.cost(0) : share.cost();
    Duration hint = heard.hint();
    // A wait of nothing tells nothing.
    hint = hint == null || hint.isZero() ? null : hint;
    long until = hint == null ? buckets.need(cost, now, at) : closed(hint);
    closedUntil = Math.max(closedUntil, until);
    pacedUntil = closedUntil + Ticks.micros(AFTERMATH);
    if (hint != null) {
      hintedUntil = Math.max(hintedUntil, ticks.after(hint));
      buckets.refuse(cost, heard.reading(), until, at);
    }
    return Ticks.span(until - at);
  }

  private long closed(Duration hint) {
    return ticks.after(hint.compareTo(LONGEST) < 0 ? hint : LONGEST);
  }
}
