package dev.holdfast.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One trouble, from its first sign to its end.
 *
 * @param name how it is called
 * @param status where it stands
 * @param story what people are told
 */
public record Alert(Name name, Status status, Story story) {
  /**
   * How an alert is called.
   *
   * @param id of this one time
   * @param key the same every time, for sinks that must know one alert again: {@code
   *     holdfast/ENV/RULE/SCOPE}
   * @param rule the rule it is under now; a burst that lasts changes from a log line to a page
   * @param scope what it is about: an endpoint, a key, …
   */
  public record Name(String id, String key, AlertRule rule, String scope) {}

  /**
   * Where an alert stands.
   *
   * @param since when the trouble began
   * @param fired when it began to count as an alert; null if it did not
   * @param marks what else is to be said of it
   */
  public record Status(
      AlertState state,
      Severity severity,
      AlertLevel level,
      Instant since,
      @Nullable Instant fired,
      Set<Mark> marks) {
    public Status {
      marks = Set.copyOf(marks);
    }
  }

  /** What else is to be said of an alert. */
  public enum Mark {
    /** A silence holds it back. */
    SILENCED,
    /** A greater trouble explains it. */
    INHIBITED,
    /** It comes and goes: it stays until it was gone four times as long as usual. */
    FLAPPING,
    /** There is no traffic to prove anything, so it stays. */
    NO_TRAFFIC,
    /** Somebody has taken it on: it is not told again. */
    ACKNOWLEDGED
  }

  /**
   * What people are told.
   *
   * @param summary one sentence with the numbers
   * @param action what to do
   * @param cause what is behind it
   * @param details evidence, in words, by name
   * @param labels what it is about, by axis
   */
  public record Story(
      String summary,
      String action,
      Explanation cause,
      Map<String, String> details,
      Map<String, String> labels) {
    public Story {
      details = Map.copyOf(details);
      labels = Map.copyOf(labels);
    }
  }

  /** The rule it is under now. */
  public AlertRule rule() {
    return name.rule();
  }

  /** Where it stands. */
  public AlertState state() {
    return status.state();
  }

  /** Whether something is to be said of it. */
  public boolean is(Mark mark) {
    return status.marks().contains(mark);
  }

  /** What silences can match. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>(story.labels());
    words.put("rule", name.rule().id());
    words.put("scope", name.scope());
    words.put("level", status.level().name().toLowerCase(Locale.ROOT));
    words.put("severity", status.severity().slug());
    return words;
  }
}
