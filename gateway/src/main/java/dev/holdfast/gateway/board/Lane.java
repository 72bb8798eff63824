package dev.holdfast.gateway.board;

import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one endpoint and one model. Where a metric has no room left, a lane counts into the
 * wider one: first without the model, then without the endpoint. Sums stay right; only labels
 * become {@code other}. The widest lane always has room.
 */
final class Lane {
  private final Shelf shelf;
  private final Place place;
  private final String model;
  private final @Nullable Lane wider;
  private final Slots<EndingName, Counter> calls = new Slots<>();
  private final Slots<ErrorKind, Slots<Origin, Counter>> attempts = new Slots<>();
  private final Slots<ErrorKind, Timer> durations = new Slots<>();

  Lane(Shelf shelf, Place place, String model, @Nullable Lane wider) {
    this.shelf = shelf;
    this.place = place;
    this.model = model;
    this.wider = wider;
  }

  /** Whether its calls are model calls, whose duration and stop reason mean something. */
  boolean chat() {
    return place == Place.MESSAGES;
  }

  Counter calls(EndingName ending) {
    return calls.at(ending, () -> makeCalls(ending));
  }

  Counter attempts(Verdict verdict) {
    return attempts
        .at(verdict.kind(), Slots::new)
        .at(verdict.origin(), () -> makeAttempts(verdict));
  }

  Timer durations(ErrorKind kind) {
    return durations.at(kind, () -> makeDurations(kind));
  }

  private Counter makeCalls(EndingName ending) {
    return wider == null || shelf.calls().take()
        ? shelf.counter("holdfast.calls", "Calls that ended", tags().and("ending", ending.label()))
        : wider.calls(ending);
  }

  private Counter makeAttempts(Verdict verdict) {
    Tags tags = tags().and("kind", verdict.kind().slug(), "origin", verdict.origin().slug());
    return wider == null || shelf.attempts().take()
        ? shelf.counter("holdfast.attempts", "Requests sent upstream, by what came of them", tags)
        : wider.attempts(verdict);
  }

  private Timer makeDurations(ErrorKind kind) {
    if (wider != null && !shelf.durations().take()) {
      return wider.durations(kind);
    }
    return shelf.duration(
        Tags.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "anthropic",
            "gen_ai.request.model",
            model,
            "error.type",
            errorType(kind)));
  }

  /** As the GenAI convention has it: nothing for a success, {@code _OTHER} for what is not told. */
  private String errorType(ErrorKind kind) {
    if (kind == ErrorKind.OK) {
      return "";
    }
    return wider == null ? "_OTHER" : kind.slug();
  }

  private Tags tags() {
    return Tags.of("endpoint", place.label(), "model", model);
  }
}
