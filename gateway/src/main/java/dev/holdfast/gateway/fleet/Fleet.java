package dev.holdfast.gateway.fleet;

import dev.holdfast.gauge.Gauges;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place where the gateways of one installation meet. May throw any runtime exception while it
 * cannot be reached. Waits for it: on one thread of its own.
 */
public interface Fleet {
  /**
   * What one gateway learns when it comes by.
   *
   * @param leads whether it is the one that calls humans, from now for a minute at least
   * @param leader the name of the one that does; null if nobody does yet
   * @param heard what others told since it came by last, oldest first
   * @param orders what people told the others to be done; for the leader alone
   * @param memory what the leader's alarm remembers, as JSON; null if there is none, or it leads
   */
  record Meeting(
      boolean leads,
      @Nullable String leader,
      List<Telling> heard,
      List<Order> orders,
      @Nullable String memory) {
    public Meeting {
      heard = List.copyOf(heard);
      orders = List.copyOf(orders);
    }
  }

  /** The name of this gateway among the others. */
  String name();

  /**
   * Comes by: tells, and hears. Orders are there again next time unless what came of them was kept.
   *
   * @param told by this gateway
   */
  Meeting meet(Telling told);

  /**
   * Tells gauges what the last week of all gateways was like.
   *
   * @param before what came later is known otherwise
   */
  void usual(Gauges gauges, Instant before);

  /** Leaves an order for the leader. */
  void hand(Order order);
}
