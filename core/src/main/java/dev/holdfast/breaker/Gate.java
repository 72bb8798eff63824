package dev.holdfast.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Paces an open breaker by proof. Each send costs a credit; each success pays three, so that sends
 * grow as fast as the upstream proves it can take them, and stay at a trickle while it cannot.
 * Floor probes come without credit, about one a second, and only while somebody waits: without them
 * a gate without credits would never learn that the upstream is back. Guarded by the breaker's
 * lock.
 *
 * <p>So sends are at most 3 · (successes + survivals) + the seed + probes: a bound, not a tuning.
 */
final class Gate {
  /** What a success pays. */
  static final int PAY = 3;

  private static final long LEAST_CAP = 50;
  private static final Duration SURVIVES = Duration.ofSeconds(2);

  /** The same however long the outage lasts: its end is to be noticed within a second or so. */
  private static final Duration WIDEST_GAP = Breaker.PROBE_EVERY.multipliedBy(5).dividedBy(4);

  private final RandomGenerator random;
  private final Recent decided = new Recent();

  /** Sends that have not paid yet, by the time they were let go. */
  private final Map<Permit, Instant> unproven = new LinkedHashMap<>();

  private Instant probeAt = Instant.MIN;
  private long credits;
  private long cap = LEAST_CAP;

  Gate(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Opens.
   *
   * @param seed credits to begin with
   */
  void open(Instant now, long seed) {
    cap = Math.max(LEAST_CAP, seed);
    credits = seed;
    decided.clear(now);
    unproven.clear();
    scheduleProbe(now);
  }

  private void scheduleProbe(Instant now) {
    double gap = WIDEST_GAP.toNanos() * (0.5 + random.nextDouble() / 2);
    probeAt = now.plusNanos((long) gap);
  }

  /** Takes a credit for a send; false if there is none. */
  boolean spend() {
    if (credits < 1) {
      return false;
    }
    credits--;
    return true;
  }

  boolean probeDue(Instant now) {
    // Further ahead than any gap it was set before the clock jumped back.
    boolean jumped = probeAt.isAfter(now.plus(WIDEST_GAP));
    return credits < 1 && (jumped || !now.isBefore(probeAt));
  }

  /** A floor probe is granted. */
  void probe(Instant now) {
    scheduleProbe(now);
  }

  /** A send starts now: only from here on can it prove anything by being under way. */
  void sent(Permit permit, Instant now) {
    unproven.put(permit, now);
  }

  /** A send did not happen after all. If it has paid meanwhile, its credit stays spent. */
  void unsent(Permit permit) {
    if (unproven.remove(permit) != null || permit.kind() == Permit.Kind.PROBE) {
      giveBack(permit);
    }
  }

  /** A permit was not picked up, or came back unused. */
  void giveBack(Permit permit) {
    if (permit.kind() == Permit.Kind.CREDIT) {
      credits++;
    } else {
      // Nobody used the probe; the next who waits may have it at once.
      probeAt = Instant.MIN;
    }
  }

  /** A send came back. */
  void settle(Instant now, Permit permit, Result result, long startsOfLastSecond) {
    boolean first = unproven.remove(permit) != null;
    boolean answered = result == Result.SUCCESS || result == Result.NEUTRAL;
    if (answered && first) {
      pay(startsOfLastSecond);
    }
    if (result == Result.SUCCESS || result.failed()) {
      decided.add(now, result.failed());
    }
  }

  private void pay(long startsOfLastSecond) {
    cap = Math.max(LEAST_CAP, startsOfLastSecond);
    credits = Math.max(credits, Math.min(cap, credits + PAY));
  }

  /** Pays for sends that have been under way long enough to be accepted, each once. */
  void paySurvivors(Instant now, long startsOfLastSecond) {
    // From before a clock jumped back: they would be in the way of all after them.
    unproven.values().removeIf(at -> at.isAfter(now.plus(SURVIVES)));
    Iterator<Map.Entry<Permit, Instant>> sends = unproven.entrySet().iterator();
    while (sends.hasNext() && !now.isBefore(sends.next().getValue().plus(SURVIVES))) {
      sends.remove();
      pay(startsOfLastSecond);
    }
  }

  /**
   * When the gate may let somebody through without hearing anything.
   *
   * @param trustedFrom since when being under way counts as proof
   */
  Instant nextEvent(Instant trustedFrom) {
    if (unproven.isEmpty()) {
      return probeAt;
    }
    Instant survival = later(unproven.values().iterator().next().plus(SURVIVES), trustedFrom);
    return survival.isBefore(probeAt) ? survival : probeAt;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Whether enough of what was sent came back well. */
  boolean healthy(Instant now) {
    return decided.healthy(now);
  }

  long credits() {
    return credits;
  }
}
