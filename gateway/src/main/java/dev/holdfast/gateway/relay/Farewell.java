package dev.holdfast.gateway.relay;

import dev.holdfast.call.Ending;
import dev.holdfast.call.Ending.Failed;
import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is told when its call is over: the truth, and never a clean end of a cut answer.
 */
final class Farewell {
  private static final String LIMITED = "rate_limit_error";

  private final Downstream down;
  private final GiveUp giveUp;
  private final Instant now;
  private final String upstream;
  private final String id;

  Farewell(Downstream down, GiveUp giveUp, Instant now, String upstream, String id) {
    this.down = down;
    this.giveUp = giveUp;
    this.now = now;
    this.upstream = upstream;
    this.id = id;
  }

  /**
   * The caller has the head of an answer already; says how it ends.
   *
   * @param said what the upstream said when the answer broke off after content, if it was not
   *     handed on then; null for nothing
   */
  void end(Ending ending, Opened opened, @Nullable Kept kept, @Nullable ErrorBody said) {
    if (ending instanceof Ending.Answered || opened.whole()) {
      down.end();
    } else if (ending instanceof Failed failed && opened.events()) {
      down.end(said == null ? event(failed, kept) : OwnAnswer.event(said));
    } else {
      down.abort();
    }
  }

  /** What Anthropic said before any content, in its own words; else ours. */
  private Buffer event(Failed failed, @Nullable Kept kept) {
    ErrorBody said = kept == null ? ErrorBody.NONE : kept.error();
    if (failed.reason() != Reason.COMMITTED && said.envelope()) {
      return OwnAnswer.event(said);
    }
    Verdict verdict = failed.verdict();
    boolean quota = failed.reason() == Reason.QUOTA;
    String otherwise = verdict == null ? "overloaded_error" : type(verdict.kind());
    return OwnAnswer.event(quota ? LIMITED : otherwise, "holdfast: " + why(failed));
  }

  /**
   * What is known of an answer whose head is out.
   *
   * @param events whether it is an event stream
   * @param whole whether all that there is to say was handed on, be it an error
   */
  record Opened(boolean events, boolean whole) {}

  /** Nothing was handed on yet; gives the whole answer. */
  void answer(Ending ending, @Nullable Kept kept, MultiMap ours) {
    if (ending instanceof Ending.Cancelled) {
      down.abort();
      return;
    }
    Kept answer = kept == null ? own((Failed) ending) : kept;
    if (ending instanceof Failed failed) {
      MultiMap headers = HttpHeaders.headers().addAll(answer.headers());
      Faces.advise(headers, answer.status(), failed, giveUp, now);
      answer = new Kept(answer.status(), headers, answer.body());
    }
    down.whole(answer, ours);
  }

  /** No attempt was answered. */
  private Kept own(Failed failed) {
    if (failed.reason() == Reason.DEADLINE) {
      return OwnAnswer.of(504, "timeout_error", why(failed));
    }
    if (failed.reason() == Reason.QUOTA) {
      return OwnAnswer.of(429, LIMITED, why(failed));
    }
    Verdict verdict = failed.verdict();
    if (verdict == null) {
      // No attempt was let through: to a caller that is the overload it was kept from.
      return OwnAnswer.of(529, "overloaded_error", why(failed));
    }
    if (verdict.kind() == ErrorKind.TIMEOUT) {
      String silent = upstream + " was silent for too long; " + why(failed);
      return OwnAnswer.of(504, "timeout_error", silent);
    }
    boolean unreached = verdict.origin() == Origin.BETWEEN;
    String what =
        unreached
            ? "cannot reach " + upstream + " (DNS, connect or TLS)"
            : upstream + " gave no usable answer";
    return OwnAnswer.of(502, "api_error", what + "; " + why(failed));
  }

  /** The reason, and where to read the whole story: often the message is all that people see. */
  private String why(Failed failed) {
    return OwnAnswer.signed(failed.reason().sentence(), id);
  }

  private static String type(ErrorKind kind) {
    return switch (kind) {
      case OVERLOADED, UNAVAILABLE -> "overloaded_error";
      case RATE_LIMITED -> LIMITED;
      case TIMEOUT -> "timeout_error";
      default -> "api_error";
    };
  }
}
