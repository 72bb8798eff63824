package dev.holdfast.call;

import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Usher.Leave;
import dev.holdfast.call.Usher.Leave.No;
import dev.holdfast.call.Usher.Leave.Yes;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.FallBack;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Trigger;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Trail;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.retry.Backoff;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as a machine: told what happened, it answers with the next step. It has no clock, no
 * thread and does no I/O, so that the same code serves a blocking loop, an event loop and virtual
 * time.
 *
 * <p>Terminology: a <em>call</em> is one logical request and ends exactly once; an <em>attempt</em>
 * is one request on the wire, counted from 1; it is <em>committed</em> once content was handed on.
 *
 * <p>Confined to one thread at a time. Whoever cancels from outside must hand the cancelling over
 * to that thread. After its end every method answers with the same {@link Finish}.
 */
public final class Call {
  /** A parked retry asks the budget again within this. */
  private static final Duration PARKED = Duration.ofSeconds(8);

  private final Engine engine;
  private final Patience patience;
  private final Journey journey;
  private final History history = new History();
  private final Judge judge;
  private final Report report;
  private final Usher usher;

  private @Nullable ErrorKind unpaid;
  private @Nullable Finish finish;

  /**
   * A call that has not started.
   *
   * @param id unique within the process
   * @param route where it goes, and may go on to
   * @param now the moment its deadline counts from
   */
  public Call(String id, Route route, Terms terms, Engine engine, Instant now) {
    this.engine = engine;
    this.patience = new Patience(now, terms.deadline());
    this.journey = new Journey(id, route, terms, now);
    this.judge = new Judge(engine, journey, patience, history);
    this.report = new Report(leg().self(), now, engine.listener());
    this.usher = new Usher(engine, journey, patience, judge, report);
  }

  /** Starts the call; to be called once. */
  public Step start(Instant now) {
    return finish != null ? finish : seek(now);
  }

  /** A pause is over, or a held call was woken. */
  public Step resume(Instant now) {
    if (finish != null) {
      return finish;
    }
    if (!leg().held() && !patience.paused()) {
      throw new IllegalStateException("resume without a pause");
    }
    if (leg().held()) {
      return seek(now);
    }
    patience.resume(now);
    ErrorKind due = unpaid;
    return due == null ? seek(now) : payThenSeek(due, now);
  }

  /** Content of the present attempt is being handed on: from here it cannot be replaced. */
  public void commit(Instant now) {
    if (history.commit()) {
      report.resumed(leg(), now);
    }
    leg().content(now);
  }

  /**
   * What was handed on can be continued: if the present attempt has broken off, the next one goes
   * on where it stopped. To be told before {@link #settle}; each continuation has a time budget of
   * its own, and how many there are is up to the driver.
   */
  public void reopen() {
    history.reopen();
    patience.reopen();
    journey.stay();
  }

  /**
   * The present attempt brought an answer that will do, and one more attempt is to better it. To be
   * told instead of {@link #settle}. What becomes of that attempt, the call ends well.
   *
   * @param reason what is to be better
   */
  public Step improve(Instant now, Outcome outcome, Reason reason) {
    history.improve(reason);
    journey.stay();
    return settle(now, outcome);
  }

  /** The present attempt came back. */
  public Step settle(Instant now, Outcome outcome) {
    if (finish != null) {
      return finish;
    }
    Result result = judge.judge(outcome, now);
    report.ended(leg(), now, result);
    return follow(result.decision(), result.verdict(), now);
  }

  /** The caller left, whatever the call was doing. */
  public Step cancel(Instant now) {
    if (finish != null) {
      return finish;
    }
    patience.resume(now);
    return finish(new Ending.Cancelled(), history.meaningful(null), now);
  }

  /** Leaves a note in the trail. */
  public void note(Note note, Instant now) {
    report.noted(leg(), now, note);
  }

  /** What has happened so far; all of it once the call is over. */
  public Trail trail() {
    return report.trail();
  }

  /** How many attempts were sent. */
  public int attempts() {
    return report.attempts();
  }

  /** How long the call has paused so far. */
  public Duration waited() {
    return patience.waited();
  }

  /** The place of the route where the call is now, or where it ended. */
  public Target target() {
    return leg().target();
  }

  /** Asks for leave to send; who has an answer already need not wait for a better one. */
  private Step seek(Instant now) {
    Leave leave = usher.ask(now, !history.hasAnswer());
    return leave instanceof No no
        ? goOnOrFail(no.reason(), no.retryAt(), now)
        : ((Yes) leave).step();
  }

  private Leg leg() {
    return journey.leg();
  }

  private Duration rest(Instant now) {
    return patience.rest(now, engine.policy(), false);
  }

  private Step follow(Decision decision, Verdict verdict, Instant now) {
    if (decision instanceof Retry retry) {
      return retry(retry, verdict, now);
    }
    if (decision instanceof FallBack on) {
      return goOn(on.reason(), now);
    }
    if (decision instanceof Accept) {
      return finish(new Ending.Answered(), verdict, now);
    }
    GiveUp giveUp = (GiveUp) decision;
    return giveUp.reason() == Reason.CANCELLED
        ? finish(new Ending.Cancelled(), history.meaningful(null), now)
        : fail(giveUp.reason(), giveUp.retryAt(), history.meaningful(verdict), now);
  }

  private Step retry(Retry retry, Verdict verdict, Instant now) {
    if (retry.reason() == Reason.LAST_TRY) {
      history.last();
    }
    if (retry.reason() == Reason.STALE_CONNECTION) {
      judge.forget(verdict.kind());
      return seek(now);
    }
    if (retry.reason() == Reason.GATED || verdict.kind() == ErrorKind.OK) {
      return seek(now);
    }
    // A 429 says nothing against trying: its wait is the price. All others add load to trouble.
    boolean costs = verdict.kind() != ErrorKind.RATE_LIMITED;
    unpaid = costs && !leg().pay(verdict.kind()) ? verdict.kind() : null;
    return usher.pause(retry.pause(), retry.reason(), !costs, now);
  }

  /** A parked retry asks the budget again; while the gate paces all calls retries are free. */
  private Step payThenSeek(ErrorKind due, Instant now) {
    if (leg().paid(due)) {
      unpaid = null;
      return seek(now);
    }
    Duration rest = rest(now);
    if (history.isLast() || rest.toMillis() < 100) {
      return goOnOrFail(Reason.RETRY_BUDGET_SPENT, now.plusSeconds(1), now);
    }
    Duration widest = rest.compareTo(PARKED) < 0 ? rest : PARKED;
    return usher.pause(
        Backoff.upTo(widest, engine.random()), Reason.RETRY_BUDGET_SPENT, false, now);
  }

  private Step goOnOrFail(Reason reason, Instant retryAt, Instant now) {
    FallbackRule next = journey.next();
    boolean limited = reason == Reason.QUOTA && next != null && next.takes(Trigger.RATE_LIMITED);
    boolean taken = limited || (next != null && next.takes(Trigger.of(reason)));
    if (taken && !patience.expired(now)) {
      return goOn(reason, now);
    }
    return fail(reason, retryAt, history.meaningful(null), now);
  }

  /** A call that has an answer ends well: only the attempt to better it has failed. */
  private Finish fail(
      Reason reason, @Nullable Instant retryAt, @Nullable Verdict told, Instant now) {
    return history.hasAnswer()
        ? finish(new Ending.Answered(), Verdict.OK, now)
        : finish(new Ending.Failed(told, history.inTruth(reason), retryAt), told, now);
  }

  /** One more place may be tried once the time for retries is over, and after that none. */
  private Step goOn(Reason reason, Instant now) {
    boolean last = rest(now).compareTo(Duration.ZERO) <= 0;
    if (last) {
      history.last();
    }
    unpaid = null;
    journey.goOn(now, reason, last);
    report.fellBack(leg(), now, reason);
    return seek(now);
  }

  private Finish finish(Ending ending, @Nullable Verdict told, Instant now) {
    Finish end = new Finish(ending);
    finish = end;
    leg().leave(now);
    report.over(now, patience.waited(), told, ending.reason());
    return end;
  }
}
