package dev.holdfast.spring;

import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls when they are over, under the names that the gateway's metrics have. How many series
 * there can be is bounded by the engine, which tells 256 endpoints apart.
 */
final class HoldfastMeters implements Listener {
  private static final String MESSAGES = "/v1/messages";

  private final MeterRegistry registry;

  HoldfastMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void on(CallEvent event) {
    // All that counts is in the trail.
  }

  @Override
  public void over(Trail trail) {
    CallEnded end = trail.ended();
    if (end == null) {
      return;
    }
    Tags where = where(end.call().endpoint());
    count("holdfast.calls", "Calls that ended", where.and("ending", ending(end.reason())));
    AttemptEnded last = attempts(trail, where);
    // A caller that leaves takes the attempt with it: nothing tells of the end of that one.
    if (end.reason() == Reason.CANCELLED && (last == null || last.attempt() < end.attempts())) {
      attempt(where, Verdict.CANCELLED);
    }
    if (last != null && where.stream().anyMatch(tag -> tag.getValue().equals(MESSAGES))) {
      reading(last);
    }
    if (!end.waited().isZero()) {
      Timer.builder("holdfast.wait")
          .description("Pauses of a call in all; calls that did not pause are not counted")
          .register(registry)
          .record(end.waited());
    }
  }

  private @Nullable AttemptEnded attempts(Trail trail, Tags where) {
    AttemptEnded last = null;
    for (CallEvent event : trail.events()) {
      if (event instanceof AttemptEnded ended) {
        attempt(where, ended.result().verdict());
        last = ended;
      } else if (event instanceof AttemptStarted && last != null) {
        retried(last);
      }
    }
    return last;
  }

  private void attempt(Tags where, Verdict verdict) {
    Tags tags = where.and("kind", verdict.kind().slug(), "origin", verdict.origin().slug());
    count("holdfast.attempts", "Requests sent upstream, by what came of them", tags);
  }

  /** Counted when it is sent: the caller may leave during the pause. */
  private void retried(AttemptEnded before) {
    if (before.result().decision() instanceof Retry) {
      Tags kind = Tags.of("kind", before.result().verdict().kind().slug());
      count("holdfast.retries", "Retries, by what went wrong", kind);
    }
  }

  private void reading(AttemptEnded last) {
    var meaning = last.result().outcome().meaning();
    if (meaning != null) {
      Tags reading = Tags.of("reading", meaning.reading().slug());
      count("holdfast.readings", "Model answers that came at least in part, by meaning", reading);
    }
  }

  private void count(String name, String what, Tags tags) {
    Counter.builder(name).description(what).tags(tags).register(registry).increment();
  }

  private static Tags where(EndpointKey key) {
    String endpoint =
        EndpointKey.KINDS.stream().filter(key.path()::endsWith).findFirst().orElse("other");
    return Tags.of("endpoint", endpoint, "model", key.family());
  }

  private static String ending(Reason reason) {
    return switch (reason) {
      case SUCCESS -> "answered";
      case CANCELLED -> "cancelled";
      default -> "failed";
    };
  }
}
