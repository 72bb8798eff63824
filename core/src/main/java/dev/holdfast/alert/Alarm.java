package dev.holdfast.alert;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.gauge.Gauges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules on gauges, with somebody to tell. It has no clock: whoever has one calls {@link #evaluate}
 * every ten seconds, as {@code Holdfast.alerts} does. Any thread may ask and tell; news is told
 * outside the lock, in order as long as one thread evaluates. As a listener it counts events.
 *
 * <pre>{@code
 * Alarm alarm = Alarm.of(AlertSettings.defaults(), change -> …);
 * Holdfast holdfast = Holdfast.of(policy).alerts(alarm);
 * }</pre>
 */
public final class Alarm implements Listener {
  private final Gauges gauges;
  private final AlertRules rules;
  private final Consumer<AlertChange> listener;
  private volatile boolean ended;

  /**
   * An alarm.
   *
   * @param rules not to be used by anybody else from now on
   * @param listener told of every change; what it throws is thrown on once all is told
   */
  public Alarm(Gauges gauges, AlertRules rules, Consumer<AlertChange> listener) {
    this.gauges = gauges;
    this.rules = rules;
    this.listener = listener;
  }

  /**
   * An alarm with gauges of its own, of calls to the Anthropic API.
   *
   * @param listener told of every change; what it throws is thrown on once all is told
   */
  public static Alarm of(AlertSettings settings, Consumer<AlertChange> listener) {
    return new Alarm(new Gauges(), new AlertRules(settings), listener);
  }

  @Override
  public void on(CallEvent event) {
    gauges.on(event);
  }

  @Override
  public void over(Trail trail) {
    gauges.over(trail);
  }

  /** Whoever evaluates need not do so any more. */
  public void end() {
    ended = true;
  }

  /** Whether it was ended. */
  public boolean ended() {
    return ended;
  }

  /** Looks at the gauges and tells what changed, knowing nothing but how breakers stand. */
  public void evaluate(Instant now, Map<EndpointKey, Standing> breakers) {
    evaluate(now, Surroundings.NONE.open(OpenBreaker.among(breakers, gauges)));
  }

  /** Looks at the gauges and tells what changed. */
  public void evaluate(Instant now, Surroundings surroundings) {
    List<AlertChange> news;
    synchronized (this) {
      news = rules.evaluate(gauges.snapshot(now), surroundings);
    }
    tell(news);
  }

  private void tell(List<AlertChange> news) {
    RuntimeException thrown = null;
    for (AlertChange change : news) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        thrown = thrown == null ? e : thrown;
      }
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  /** The alerts that are pending or open, oldest first. */
  public synchronized List<Alert> alerts() {
    return rules.alerts();
  }

  /** Tells of a deploy. */
  public synchronized void deployed(Deploy deploy) {
    rules.deployed(deploy);
  }

  /** The deploys of the last day, oldest first. */
  public synchronized List<Deploy> deploys() {
    return rules.deploys();
  }

  /** Holds alerts back; one with the same id is replaced. */
  public synchronized void silence(Silence silence) {
    rules.silence(silence);
  }

  /** Ends a silence. False if there is none with this id. */
  public synchronized boolean unsilence(String id) {
    return rules.unsilence(id);
  }

  /** The silences in force. */
  public synchronized List<Silence> silences() {
    return rules.silences();
  }

  /** Somebody has taken an alert on: it is not told again. False if there is none to take on. */
  public synchronized boolean acknowledge(String key) {
    return rules.acknowledge(key);
  }

  /** Somebody says that an alert is over. False if there is no such alert. */
  public boolean close(String key, Instant now) {
    List<AlertChange> news = new ArrayList<>();
    synchronized (this) {
      @Nullable AlertChange end = rules.close(key, now);
      if (end != null) {
        news.add(end);
      }
    }
    tell(news);
    return !news.isEmpty();
  }

  /** All that must outlive this process. */
  public synchronized AlertMemory memory() {
    return rules.memory();
  }
}
