package dev.holdfast.call;

import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one call is on its route, and whether it may go on. It never goes back. */
final class Journey {
  private final Route route;
  private final String call;
  private final Terms terms;
  private Leg leg;
  private int legs;
  private int ahead;
  private boolean over;
  private @Nullable Reason detour;

  Journey(String call, Route route, Terms terms, Instant now) {
    this.route = route;
    this.call = call;
    this.terms = terms;
    this.leg = new Leg(route.first(), call, terms, now);
  }

  Leg leg() {
    return leg;
  }

  /** Why the call went on to where it is; null at its first place. */
  @Nullable Reason detour() {
    return detour;
  }

  /** Whether the request may be repeated where the call is: as a batch it is another request. */
  Replay replay() {
    String first = route.first().endpoint().key().path();
    String path = leg.target().endpoint().key().path();
    return path.equals(first) ? terms.replay() : Replay.of("POST", path);
  }

  /** Whether the call has left its first place. */
  boolean diverted() {
    return legs > 0;
  }

  /**
   * When the call may go on to the next place that can be gone to now; null if there is none, or no
   * time for one. {@link #goOn} leads to the place that was looked at last.
   */
  @Nullable FallbackRule next() {
    List<Target> targets = route.targets();
    ahead = legs + 1;
    while (ahead < targets.size() && !targets.get(ahead).usable().getAsBoolean()) {
      ahead++;
    }
    return over || ahead == targets.size() ? null : targets.get(ahead).rule();
  }

  /** How long the call may be held where it is: who can go on need not wait. */
  Duration hold() {
    FallbackRule next = next();
    return next == null ? terms.hold() : next.hold(terms.hold());
  }

  /** The call goes nowhere else from here on: only this place can go on with what it began. */
  void stay() {
    over = true;
  }

  /**
   * Leaves for the next place.
   *
   * @param reason why
   * @param last whether the time for retries is over: then no further place follows
   */
  void goOn(Instant now, Reason reason, boolean last) {
    leg.leave(now);
    over = last;
    detour = reason;
    legs = ahead;
    leg = new Leg(route.targets().get(legs), call, terms, now);
  }
}
