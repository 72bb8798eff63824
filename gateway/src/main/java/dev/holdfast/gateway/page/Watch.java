package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.gateway.fleet.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alarm is looked at, and for whom. All of it on the alerts' thread, but for {@link #alarm},
 * {@link #lead} and {@link #failing}.
 */
interface Watch {
  /** The alarm as it stands; another one perhaps after the next look. */
  Alarm alarm();

  /** Goes on where an earlier life stopped, as soon as the store can be asked. */
  void resume();

  /** Looks once. */
  void look(Instant now);

  /**
   * Carries out an order, or has it carried out.
   *
   * @return false if there is nothing it could be about
   */
  boolean order(Order order, Instant now);

  /** Whether it is this gateway that tells sinks what fires. */
  boolean tells();

  /** What the alarm remembers, as JSON, if that is to be kept; null if it is not. */
  @Nullable String memory();

  /** Who calls humans; null if each gateway does for itself. */
  PagerView.@Nullable Lead lead();

  /** The one gateway that fails while others are well; null if there is none. */
  @Nullable String failing();
}
