package dev.holdfast.call;

import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.FallbackRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one call is on its route, and whether it may go on. It never goes back. */
final class Journey {
  private final Route route;
  private final String call;
  private final Terms terms;
  private Leg leg;
  private int legs;
  private boolean over;

  Journey(String call, Route route, Terms terms, Instant now) {
    this.route = route;
    this.call = call;
    this.terms = terms;
    this.leg = new Leg(route.first(), call, terms, now);
  }

  Leg leg() {
    return leg;
  }

  /**
   * What surrounds the call.
   *
   * @param red whether the status page shows its model down
   */
  Scene scene(boolean red) {
    return new Scene(leg.stance(), red, next(), diverted(), leg.sizeLink());
  }

  /** Whether the call has left its first place. */
  boolean diverted() {
    return legs > 0;
  }

  /** When the call may go on to the next place; null if there is none, or no time for one. */
  @Nullable FallbackRule next() {
    boolean more = !over && legs + 1 < route.targets().size();
    return more ? route.targets().get(legs + 1).rule() : null;
  }

  /** How long the call may be held where it is: who can go on need not wait. */
  Duration hold() {
    FallbackRule next = next();
    return next == null ? terms.hold() : next.hold(terms.hold());
  }

  /**
   * Leaves for the next place.
   *
   * @param last whether the time for retries is over: then no further place follows
   */
  void goOn(Instant now, boolean last) {
    leg.leave(now);
    over = last;
    legs++;
    leg = new Leg(route.targets().get(legs), call, terms, now);
  }
}
