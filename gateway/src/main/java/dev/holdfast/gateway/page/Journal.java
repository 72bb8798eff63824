package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The last news, for the board; and each as a line in the log. Any thread may look. */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");
  private static final int MOST = 200;

  private final AlertLevel level;
  private final Deque<AlertChange> last = new ArrayDeque<>();

  /**
   * An empty journal.
   *
   * @param level news of this level and above leaves a line in the log
   */
  Journal(AlertLevel level) {
    this.level = level;
  }

  void add(AlertChange news) {
    synchronized (last) {
      last.addFirst(news);
      if (last.size() > MOST) {
        last.removeLast();
      }
    }
    if (news.alert().status().level().compareTo(level) >= 0) {
      line(news);
    }
  }

  private static void line(AlertChange news) {
    Alert alert = news.alert();
    boolean loud =
        alert.status().level().compareTo(AlertLevel.NOTIFY) >= 0
            && news.what() != AlertChange.What.RESOLVED;
    LOG.atLevel(loud ? Level.WARN : Level.INFO)
        .addKeyValue("what", Texts.word(news))
        .addKeyValue("rule", alert.rule().id())
        .addKeyValue("scope", alert.name().scope())
        .addKeyValue("summary", Texts.summary(alert))
        .log("alert");
  }

  /** Newest first. */
  List<AlertChange> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}
