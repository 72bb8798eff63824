package dev.holdfast.gateway.board;

import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.Listener;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to calls, for Prometheus. It listens on the event loops, so a meter is made
 * once and then found by its enums: no lock and no text on the way of a call, and about 0.3 µs for
 * all events of one.
 */
public final class Meters implements Listener, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Shelf shelf = Shelf.of(registry);
  private final Lanes lanes = new Lanes(shelf);
  private final UnderWay<Running> running = new UnderWay<>();
  private final Slots<ErrorKind, Counter> retries = new Slots<>();
  private final Slots<Reading, Counter> readings = new Slots<>();
  private final Timer waits;
  private final MultiGauge quotas;
  private final Vitals vitals;
  private final ProcessMeters process;

  /** What is remembered of a call that has not ended. */
  private static final class Running {
    private final Lane lane;
    private final Instant since;
    private int attemptsEnded;
    private @Nullable Meaning meaning;
    private @Nullable ErrorKind retrying;

    Running(Lane lane, Instant since) {
      this.lane = lane;
      this.since = since;
    }
  }

  /**
   * Meters that have counted nothing yet.
   *
   * @param vitals asked at every scrape
   * @param version of this build, as {@code holdfast_build_info} tells it
   */
  public Meters(Vitals vitals, String version) {
    process = ProcessMeters.of(registry, vitals, version);
    waits = shelf.waits();
    quotas = shelf.quotas();
    this.vitals = vitals;
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptStarted started) {
      begin(started);
    } else if (event instanceof AttemptEnded ended) {
      count(ended);
    } else if (event instanceof CallEnded over) {
      end(over);
    }
  }

  /** Adds what somebody else counts, under names of ours. */
  public void add(MeterBinder more) {
    more.bindTo(registry);
  }

  /** All meters in Prometheus' text format 0.0.4. Takes milliseconds: not for an event loop. */
  public String scrape() {
    // Only what the upstream has told of is shown: an unknown limit is not an unused one.
    List<Row<?>> rows = new ArrayList<>();
    vitals
        .quotaRatios()
        .forEach((dimension, used) -> rows.add(Row.of(Tags.of("dimension", dimension), used)));
    quotas.register(rows, true);
    return registry.scrape();
  }

  /** Stops watching the JVM; what was counted can still be scraped. */
  @Override
  public void close() {
    process.close();
  }

  private void begin(AttemptStarted started) {
    CallRef call = started.call();
    if (started.attempt() == 1) {
      running.begin(call.id(), new Running(lanes.of(call.endpoint()), started.at()));
      return;
    }
    Running known = running.of(call.id());
    if (known != null && known.retrying != null) {
      retries(known.retrying).increment();
    }
  }

  private void count(AttemptEnded ended) {
    Verdict verdict = ended.result().verdict();
    Running call = running.of(ended.call().id());
    if (call != null) {
      call.attemptsEnded = ended.attempt();
      call.meaning = ended.result().outcome().meaning();
      // Counted when it is sent: the caller may leave during the pause.
      call.retrying = ended.result().decision() instanceof Retry ? verdict.kind() : null;
    }
    lane(call, ended.call()).attempts(verdict).increment();
  }

  private void end(CallEnded over) {
    Running call = running.end(over.call().id());
    Lane lane = lane(call, over.call());
    EndingName ending = EndingName.of(over.reason());
    lane.calls(ending).increment();
    if (!over.waited().isZero()) {
      waits.record(over.waited());
    }
    if (call == null) {
      return;
    }
    // A caller that leaves takes the attempt with it: no AttemptEnded tells of that one.
    if (call.attemptsEnded < over.attempts() && ending == EndingName.CANCELLED) {
      lane.attempts(Verdict.CANCELLED).increment();
    }
    if (lane.chat() && call.meaning != null) {
      readings(call.meaning.reading()).increment();
    }
    if (lane.chat()) {
      lane.durations(kind(over, ending)).record(Duration.between(call.since, over.at()));
    }
  }

  private Lane lane(@Nullable Running running, CallRef call) {
    return running != null ? running.lane : lanes.of(call.endpoint());
  }

  private static ErrorKind kind(CallEnded over, EndingName ending) {
    Verdict verdict = over.verdict();
    return switch (ending) {
      case ANSWERED -> ErrorKind.OK;
      case CANCELLED -> ErrorKind.CANCELLED;
      case FAILED -> verdict == null ? ErrorKind.OTHER : verdict.kind();
    };
  }

  private Counter retries(ErrorKind kind) {
    return retries.at(
        kind,
        () ->
            shelf.counter(
                "holdfast.retries", "Retries, by what went wrong", Tags.of("kind", kind.slug())));
  }

  private Counter readings(Reading reading) {
    return readings.at(
        reading,
        () ->
            shelf.counter(
                "holdfast.readings",
                "Model answers that came at least in part, by meaning",
                Tags.of("reading", reading.slug())));
  }
}
