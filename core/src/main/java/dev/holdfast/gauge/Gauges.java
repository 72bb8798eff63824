package dev.holdfast.gauge;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.quota.QuotaReading;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts events, in memory and for at most 500 series, and 256 of earlier lives: by second for a
 * quarter of an hour, by ten seconds for a day, by hour for a week. A series that is busy all day
 * takes 40 KB.
 *
 * <p>Any thread may tell it events, and any may look. An event costs a look into two hash maps and
 * three additions; nothing waits for anything, and nothing is made once a series exists, but for a
 * small chunk a minute.
 */
public final class Gauges implements Listener {
  private static final String ANTHROPIC = "https://api.anthropic.com";
  private static final int NEAR = 4096;

  private final Shelf shelf;
  private final Limits limits = new Limits();
  private final Credentials credentials = new Credentials();
  private final Map<EndpointKey, Map<Caller, Desk>> near = new ConcurrentHashMap<>();
  private final AtomicInteger learned = new AtomicInteger();
  private volatile long since = Long.MAX_VALUE;

  /** Gauges of the Anthropic API. */
  public Gauges() {
    this(ANTHROPIC);
  }

  /**
   * Gauges of an API.
   *
   * @param home the upstream they are about, as {@link EndpointKey#upstream}: endpoints of all
   *     others have their host in the name, so that a fallback elsewhere does not hide an outage
   */
  public Gauges(String home) {
    this.shelf = new Shelf(home);
  }

  /** The upstream they are about. */
  public String home() {
    return shelf.home();
  }

  /**
   * What lanes call an endpoint: the kind of its path, with its host before it unless that is home.
   */
  public String endpoint(EndpointKey key) {
    return shelf.endpoint(key);
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptEnded ended) {
      attempt(ended);
    } else if (event instanceof CallEnded over) {
      call(over);
    }
  }

  private void attempt(AttemptEnded ended) {
    Outcome outcome = ended.result().outcome();
    if (outcome instanceof Lost lost && lost.stale()) {
      // It met a connection that the peer had closed: nobody was asked.
      return;
    }
    Verdict verdict = ended.result().verdict();
    Code code = Code.of(outcome, verdict);
    Desk desk = desk(ended.call(), ended.at(), code == Code.OK);
    count(desk, Measure.ATTEMPT, code, verdict.origin(), ended.at());
    boolean readable = code == Code.OK || code.limit();
    if (readable && outcome instanceof Answered answer && desk.due(ended.at().getEpochSecond())) {
      look(desk.lane(), answer, ended.at());
    }
  }

  private void look(Lane lane, Answered answer, Instant at) {
    QuotaReading told = QuotaReading.of(answer.headers());
    limits.read(lane, told, at.getEpochSecond());
    if (answer.status() == 200 && credentials.accepted(lane.key())) {
      credentials.accept(lane.key(), at, told.organization());
    }
  }

  private void call(CallEnded over) {
    Code code = code(over);
    Verdict verdict = over.verdict();
    Origin origin = verdict == null ? Origin.PROVIDER : verdict.origin();
    Desk desk = desk(over.call(), over.at(), false);
    count(desk, Measure.CALL, code, origin, over.at());
  }

  /** What carried a call is known only once all of it is. */
  @Override
  public void over(Trail trail) {
    CallEnded end = trail.ended();
    if (end == null || end.reason() != Reason.SUCCESS) {
      return;
    }
    boolean failed = false;
    boolean elsewhere = false;
    for (CallEvent event : trail.events()) {
      failed |= event instanceof AttemptEnded ended && failed(ended);
      elsewhere |= event instanceof CallFellBack;
    }
    if (failed || elsewhere) {
      Measure measure = elsewhere ? Measure.FELL_BACK : Measure.RECOVERED;
      count(desk(end.call(), end.at(), false), measure, Code.OK, Origin.PROVIDER, end.at());
    }
  }

  private static boolean failed(AttemptEnded ended) {
    Outcome outcome = ended.result().outcome();
    boolean stale = outcome instanceof Lost lost && lost.stale();
    return !stale && ended.result().verdict().kind() != ErrorKind.OK;
  }

  private static Code code(CallEnded over) {
    Reason reason = over.reason();
    Verdict verdict = over.verdict();
    if (reason == Reason.SUCCESS || reason == Reason.CANCELLED) {
      return reason == Reason.SUCCESS ? Code.OK : Code.CANCELLED;
    }
    boolean held = reason == Reason.BREAKER_OPEN || reason == Reason.HOLD_EXPIRED;
    Code unsaid = held ? Code.UNSENT : Code.OTHER;
    return verdict == null ? unsaid : Code.of(verdict.kind());
  }

  private void count(Desk desk, Measure measure, Code code, Origin from, Instant at) {
    Origin origin = code == Code.OK || code == Code.CANCELLED ? Origin.PROVIDER : from;
    long second = at.getEpochSecond();
    desk.touch(second);
    cell(desk, measure, code, origin).count(second);
  }

  private Cell cell(Desk desk, Measure measure, Code code, Origin origin) {
    Cell cell = desk.cell(measure, code, origin);
    return cell == null ? shelf.cell(desk, measure, code, origin) : cell;
  }

  private Desk desk(CallRef call, Instant at, boolean accepted) {
    Map<Caller, Desk> there = near.get(call.endpoint());
    Desk known = there == null ? null : there.get(call.caller());
    return known == null ? find(call, at, accepted) : known;
  }

  /** The long way, for what is new and for keys that were never accepted. */
  private Desk find(CallRef call, Instant at, boolean accepted) {
    long second = at.getEpochSecond();
    since = Math.min(since, second);
    Caller caller = call.caller();
    String endpoint = shelf.endpoint(call.endpoint());
    String model = call.endpoint().family();
    boolean anybody = caller.key().equals(Caller.NONE.key());
    if (!anybody && !accepted && !credentials.accepted(caller.key())) {
      return shelf.desk(new Lane(endpoint, model, Lane.STRANGER, Caller.NONE.version()), second);
    }
    if (!anybody && !credentials.accepted(caller.key())) {
      credentials.put(caller.key(), new Credential(at, null));
    }
    Desk desk = shelf.desk(new Lane(endpoint, model, caller.key(), caller.version()), second);
    learn(call, desk);
    return desk;
  }

  /** Versions and paths may be new each time: the short way is forgotten rather than grow. */
  private void learn(CallRef call, Desk desk) {
    if (learned.incrementAndGet() > NEAR) {
      learned.set(0);
      near.clear();
    }
    near.computeIfAbsent(call.endpoint(), fresh -> new ConcurrentHashMap<>())
        .put(call.caller(), desk);
  }

  /**
   * A key that may have counts of its own before it was accepted in this process: a configured one,
   * or one from an earlier life. What is known of it since then stays; of more than 256 keys those
   * that were told first.
   *
   * @param key its alias
   */
  public void accept(String key, Credential credential) {
    credentials.recall(key, credential);
  }

  /**
   * What was counted in an hour of an earlier life, so that the usual is known after a restart. At
   * most 256 series of them are kept; what finds no room is forgotten.
   *
   * @param hour any moment of it
   */
  public void remember(Series series, Instant hour, int count) {
    long second = hour.getEpochSecond();
    Cell cell = shelf.past(series);
    if (cell != null) {
      since = Math.min(since, second);
      cell.remember(Math.floorDiv(second, Cell.HOUR), count);
    }
  }

  /** What another process counted: for gauges that count for several of them. */
  public void add(Pulse pulse) {
    pulse.keys().forEach(credentials::recall);
    pulse.limits().forEach(height -> limits.read(height, pulse.at().getEpochSecond()));
    pulse.counts().forEach(this::add);
  }

  private void add(Pulse.Count told) {
    long second = told.at().getEpochSecond();
    since = Math.min(since, second);
    Series series = told.series();
    Desk desk = shelf.desk(series.lane(), second);
    desk.touch(second);
    cell(desk, series.measure(), series.code(), series.origin()).count(second, told.count());
  }

  /**
   * All counts, up to and without the second under way. Later events do not change it, but for one
   * that a stopped thread tells late.
   */
  public Snapshot snapshot(Instant now) {
    long end = now.getEpochSecond();
    if (shelf.tidy(end)) {
      near.clear();
    }
    Snapshot.About about =
        new Snapshot.About(
            Instant.ofEpochSecond(Math.min(since, end)),
            shelf.lanes(),
            credentials.known(),
            limits.known());
    return new Snapshot(Instant.ofEpochSecond(end), shelf.strips(end), about);
  }
}
