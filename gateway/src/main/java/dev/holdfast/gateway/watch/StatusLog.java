package dev.holdfast.gateway.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what is new about reading the page, once, and not at every look. */
final class StatusLog {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);

  private @Nullable String trouble;
  private List<String> oddities = List.of();

  /**
   * The page could be read.
   *
   * @param before what was wrong with the hosts before this one; empty if it was the first
   */
  void read(String host, String before, List<String> strange) {
    if (!before.isEmpty() && !before.equals(trouble)) {
      LOG.atWarn().addKeyValue("trouble", before).log("status page read from {} instead", host);
    } else if (before.isEmpty() && trouble != null) {
      LOG.atInfo().log("status page can be read again, from {}", host);
    }
    trouble = before.isEmpty() ? null : before;
    if (!strange.equals(oddities)) {
      oddities = strange;
      strange.forEach(one -> LOG.atInfo().log("status page has something new: {}", one));
    }
  }

  /** No host could be read. */
  void missed(String why) {
    if (!why.equals(trouble)) {
      LOG.atWarn().log("status page unreadable, its light is unknown: {}", why);
    }
    trouble = why;
  }
}
