package dev.holdfast.quota;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one quota stands.
 *
 * @param levels what is used of each limit that the upstream told of
 * @param subscription what was last told of a person's subscription; null for everybody else
 * @param closedUntil until when a 429 keeps everybody out; null if it does not
 * @param spentAt when a spend limit was last met; null if the last answer was none
 * @param waiting how many requests wait for their turn
 */
public record QuotaView(
    List<Level> levels,
    @Nullable Subscription subscription,
    @Nullable Instant closedUntil,
    @Nullable Instant spentAt,
    int waiting) {

  /**
   * One limit.
   *
   * @param used the share that is used by now, as far as is known: 0 for none, 1 for all
   * @param told the limit as the upstream told it last
   * @param at when it did
   */
  public record Level(Dimension dimension, double used, Limit told, Instant at) {}

  public QuotaView {
    levels = List.copyOf(levels);
  }
}
