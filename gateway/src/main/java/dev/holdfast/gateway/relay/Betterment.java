package dev.holdfast.gateway.relay;

import dev.holdfast.call.Call;
import dev.holdfast.call.Step;
import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import dev.holdfast.gateway.edit.BodyEdit;
import dev.holdfast.gateway.edit.LongerRequest;
import dev.holdfast.gateway.resume.Turns;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Betters the whole answer of one call, where that is wished: one that {@code max_tokens} cut is
 * asked for once more, a model that paused its turn is let go on. Whatever becomes of that, the
 * caller gets the best there is.
 */
final class Betterment {
  /** As often as the documentation's own example goes on. */
  private static final int TURNS = 5;

  private final Mending mending;
  private final Best best;
  private final Vertx vertx;

  /** The answer that is being bettered; null while there is none. */
  private @Nullable Kept before;

  private int turns;
  private @Nullable Reason reason;

  /** Betters what {@code best} has. */
  Betterment(Mending mending, Best best, Vertx vertx) {
    this.mending = mending;
    this.best = best;
    this.vertx = vertx;
  }

  /** Whether an answer is being bettered: then the next one must not flow, but come whole. */
  boolean begun() {
    return before != null;
  }

  /** Whether something is to be done about the answer: joining it, or asking once more. */
  boolean takes(Outcome outcome) {
    Meaning meaning = outcome.meaning();
    if (!(outcome instanceof Answered answer) || meaning == null || !best.good()) {
      return false;
    }
    reason = reason(answer, meaning.reading());
    return reason != null || turns > 0;
  }

  private @Nullable Reason reason(Answered answer, Reading reading) {
    boolean cut = reading == Reading.TRUNCATED && "max_tokens".equals(answer.stopReason());
    if (cut && mending.truncated() == Truncated.RETRY && before == null) {
      return Reason.TRUNCATED;
    }
    boolean paused = reading == Reading.PAUSED && mending.paused() == Paused.CONTINUE;
    boolean first = before == null || turns > 0;
    return paused && first && turns < TURNS ? Reason.PAUSED : null;
  }

  /** Does it; fails if no other request can be made. */
  Future<Void> prepare(Outbound outbound, Way way) {
    return reason == Reason.TRUNCATED ? longer(outbound, way) : turn(outbound, way);
  }

  private Future<Void> longer(Outbound outbound, Way way) {
    before = best.kept();
    return outbound.further(way, new LongerRequest(), 0);
  }

  /** Joins this part of the turn to those before, and asks for the next one if it is not over. */
  private Future<Void> turn(Outbound outbound, Way way) {
    Kept part = best.kept();
    if (part == null) {
      return Future.failedFuture("no answer is kept");
    }
    Buffer earlier = turns == 0 || before == null ? null : before.body();
    long size = part.body().length() + (earlier == null ? 0L : earlier.length());
    return Work.on(size, vertx, () -> earlier == null ? part.body() : joined(earlier, part))
        .compose(body -> {
          Kept whole = new Kept(part.status(), part.headers(), body);
          before = whole;
          best.replace(whole);
          return reason == null ? Future.succeededFuture() : next(outbound, way, body);
        });
  }

  private static Buffer joined(Buffer earlier, Kept part) throws IOException {
    return Turns.joined(earlier, part.body());
  }

  private Future<Void> next(Outbound outbound, Way way, Buffer sofar) {
    turns++;
    return outbound.further(
        way,
        chunks ->
            BodyEdit.NONE
                .append(
                    "messages",
                    "{\"role\":\"assistant\",\"content\":[" + Turns.elements(sofar) + "]}")
                .applyTo(chunks),
        sofar.length());
  }

  /** Settles the outcome once that is done. */
  Step tell(Call call, Instant now, Outcome outcome) {
    Reason why = reason;
    return why == null ? call.settle(now, outcome) : call.improve(now, outcome, why);
  }
}
