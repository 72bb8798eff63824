package dev.holdfast.gateway.page;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a letter. */
public sealed interface Delivery {
  /** It arrived. */
  record Done() implements Delivery {}

  /**
   * It may arrive later.
   *
   * @param why for people, without secrets
   * @param pause the sink takes nothing before; null if it did not say
   */
  record Later(String why, @Nullable Duration pause) implements Delivery {}

  /**
   * It never will: the sink says that the message itself is wrong.
   *
   * @param why for people, without secrets
   */
  record Never(String why) implements Delivery {}
}
