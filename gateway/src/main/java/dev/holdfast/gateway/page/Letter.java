package dev.holdfast.gateway.page;

import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One piece of news on its way to one sink.
 *
 * @param sink the name of the sink
 * @param tries how often it was sent in vain
 * @param due not before this
 */
public record Letter(String sink, AlertChange news, int tries, Instant due) {
  /** Who is woken an hour late is woken by the reminder, if it is still true. */
  private static final Duration WORTH = Duration.ofMinutes(60);

  /** An end that does not arrive leaves an incident open for ever, so it is tried for longer. */
  private static final Duration END_WORTH = Duration.ofHours(24);

  /** A letter that nobody has tried to bring yet. */
  public static Letter of(String sink, AlertChange news) {
    return new Letter(sink, news, 0, news.at());
  }

  /** The same for one piece of news at one sink, however often it is sent. */
  public String id() {
    return sink + ":" + event();
  }

  /** The same for one piece of news at all sinks. */
  public String event() {
    String what = news.what().name().toLowerCase(Locale.ROOT);
    return news.alert().name().id() + "/" + what + "@" + news.at();
  }

  /** Letters with the same key arrive in order. */
  public String key() {
    return news.alert().name().key();
  }

  /** Whether it says that the alert is over. */
  public boolean ends() {
    return news.what() == What.RESOLVED;
  }

  /** From when on nobody needs it any more. */
  public Instant expires() {
    return news.at().plus(ends() ? END_WORTH : WORTH);
  }

  Letter again(Instant later) {
    return new Letter(sink, news, tries + 1, later);
  }
}
