package dev.holdfast.gateway.relay;

import dev.holdfast.call.Call;
import dev.holdfast.call.Step;
import dev.holdfast.gateway.resume.Continued;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the answers of one call besides what the engine's table says.
 *
 * @param resumption goes on with a stream that breaks off; null if that is not wished
 * @param betterment betters an answer that is no stream; null if that is not wished
 */
record Sequels(@Nullable Resumption resumption, @Nullable Betterment betterment) {
  /** Nothing follows. */
  static final Sequels NONE = new Sequels(null, null);

  /**
   * What is wished for a message.
   *
   * @param resumes whether a stream that breaks off is continued
   * @param best has the answer that may be bettered
   */
  static Sequels of(Relay relay, boolean stream, boolean resumes, Best best) {
    if (stream) {
      return resumes ? new Sequels(new Resumption(relay.memory()), null) : NONE;
    }
    boolean betters = relay.mending().betters();
    return betters ? new Sequels(null, new Betterment(relay.mending(), best, relay.vertx())) : NONE;
  }

  /**
   * Whether there is something to do after this outcome.
   *
   * @param streaming whether the caller has the beginning of a stream
   */
  boolean takes(Outcome outcome, boolean streaming) {
    return (resumption != null && streaming && resumption.takes(outcome))
        || (betterment != null && betterment.takes(outcome));
  }

  /**
   * Does it.
   *
   * @param way where the outcome came from
   * @return fails if it cannot be done; then the outcome is settled as if nothing were to follow
   */
  Future<Void> prepare(Outbound outbound, Way way) {
    if (resumption != null) {
      return resumption.prepare(outbound, way);
    }
    return betterment == null ? Future.succeededFuture() : betterment.prepare(outbound, way);
  }

  /** Settles the outcome once that is done. */
  Step tell(Call call, Instant now, Outcome outcome) {
    if (resumption != null) {
      call.reopen();
    }
    return betterment == null ? call.settle(now, outcome) : betterment.tell(call, now, outcome);
  }

  /** Whether a stream that breaks off may be continued. */
  boolean resumes() {
    return resumption != null;
  }

  /** Whether an answer is being bettered: then the next one must not flow, but come whole. */
  boolean bettering() {
    return betterment != null && betterment.begun();
  }

  /** How the events of the next attempt join on; null while nothing has broken off. */
  @Nullable Continued next(int attempt) {
    return resumption == null ? null : resumption.next(attempt);
  }

  /** Keeps what is handed on; null if nobody needs it. */
  @Nullable Handed handed() {
    return resumption == null ? null : resumption.handed();
  }

  /** What the upstream said when the answer broke off, and the caller was not told yet. */
  @Nullable ErrorBody said() {
    return resumption == null ? null : resumption.said();
  }

  /** The call is over. */
  void release() {
    if (resumption != null) {
      resumption.handed().release();
    }
  }
}
