package dev.holdfast.gateway.board;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.reading.Meaning;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per call, when it ends: what it was, how it ended, how long it took. What may be in it
 * is a list, not a filter: bodies, credentials and header values other than {@code request-id} are
 * never read. It costs the calling thread less than a microsecond and makes no line that the level
 * forbids; that nobody waits for the writing is up to the appender, which must queue and drop.
 */
public final class CallLog implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.call");
  private static final int ID_LENGTH = 64;
  private static final int PATH_LENGTH = 128;
  private static final int IDS = 16;

  private final UnderWay<Trace> running = new UnderWay<>();

  /** What is remembered of a call that has not ended. */
  private static final class Trace {
    private final Instant since;
    private final List<String> requestIds = new ArrayList<>(1);
    private @Nullable Integer status;
    private @Nullable Meaning meaning;
    private @Nullable Loss loss;

    Trace(Instant since) {
      this.since = since;
    }
  }

  /** A log of the calls that begin from now on. */
  public CallLog() {}

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptStarted started && started.attempt() == 1) {
      running.begin(started.call().id(), new Trace(started.at()));
    } else if (event instanceof AttemptEnded ended) {
      note(ended);
    } else if (event instanceof CallEnded over) {
      tell(over, running.end(over.call().id()));
    }
  }

  private void note(AttemptEnded ended) {
    Trace trace = running.of(ended.call().id());
    if (trace == null) {
      return;
    }
    Outcome outcome = ended.result().outcome();
    trace.meaning = outcome.meaning();
    trace.loss = outcome instanceof Lost lost ? lost.loss() : null;
    if (!(outcome instanceof Answered answer)) {
      return;
    }
    trace.status = answer.status();
    String id = answer.headers().first("request-id");
    if (id != null && Tame.fit(id, ID_LENGTH) && trace.requestIds.size() < IDS) {
      trace.requestIds.add(id);
    }
  }

  private static void tell(CallEnded over, @Nullable Trace trace) {
    EndingName ending = EndingName.of(over.reason());
    Level level = ending == EndingName.FAILED ? Level.WARN : Level.INFO;
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    LoggingEventBuilder line = LOG.atLevel(level);
    line = withCall(line, over, ending);
    line = withVerdict(line, over.verdict());
    line = withTrace(line, trace, over.at());
    line = trace == null ? line : withEnd(line, trace);
    line.log(ending.sentence());
  }

  private static LoggingEventBuilder withCall(
      LoggingEventBuilder line, CallEnded over, EndingName ending) {
    return line.addKeyValue("call", Tame.word(over.call().id(), ID_LENGTH))
        .addKeyValue("endpoint", Tame.word(over.call().endpoint().path(), PATH_LENGTH))
        .addKeyValue("model", Tame.word(over.call().endpoint().family(), ID_LENGTH))
        .addKeyValue("ending", ending.label())
        .addKeyValue("reason", over.reason().slug())
        .addKeyValue("attempts", over.attempts())
        .addKeyValue("waited_ms", over.waited().toMillis());
  }

  private static LoggingEventBuilder withVerdict(
      LoggingEventBuilder line, @Nullable Verdict verdict) {
    if (verdict == null) {
      return line;
    }
    LoggingEventBuilder kind = line.addKeyValue("kind", verdict.kind().slug());
    return verdict.kind() == ErrorKind.OK
        ? kind
        : kind.addKeyValue("origin", verdict.origin().slug());
  }

  private static LoggingEventBuilder withTrace(
      LoggingEventBuilder line, @Nullable Trace trace, Instant end) {
    if (trace == null) {
      return line;
    }
    LoggingEventBuilder timed =
        line.addKeyValue("took_ms", Duration.between(trace.since, end).toMillis());
    Integer status = trace.status;
    LoggingEventBuilder answered = status == null ? timed : timed.addKeyValue("status", status);
    return trace.requestIds.isEmpty()
        ? answered
        : answered.addKeyValue("request_ids", String.join(" ", trace.requestIds));
  }

  /** How the last attempt ended: what its answer means, or how it was lost. */
  private static LoggingEventBuilder withEnd(LoggingEventBuilder line, Trace trace) {
    Loss loss = trace.loss;
    LoggingEventBuilder told = loss == null ? line : line.addKeyValue("loss", loss.slug());
    Meaning meaning = trace.meaning;
    if (meaning == null) {
      return told;
    }
    told = told.addKeyValue("reading", meaning.reading().slug());
    String category = meaning.category();
    return category == null ? told : told.addKeyValue("refusal", Tame.word(category, ID_LENGTH));
  }
}
