package dev.holdfast.outcome;

import dev.holdfast.reading.Meaning;
import org.jspecify.annotations.Nullable;

/** What one attempt brought back. Exceptions become outcomes at the edge, once; inside, values. */
public sealed interface Outcome {
  /** How far the attempt got. */
  Phase phase();

  /** What the upstream calls this exchange; null if it did not say. */
  default @Nullable String requestId() {
    return null;
  }

  /** What its answer means; null if it was no success, or none that has a meaning. */
  @Nullable Meaning meaning();

  /**
   * The upstream answered.
   *
   * @param status the HTTP status
   * @param headers the answer's headers
   * @param error the error of a failed answer, or of an {@code error} event inside a 200 stream;
   *     null for a success and for a failure whose body said nothing
   * @param phase {@link Phase#CONTENT} for a whole answer; for a stream, how far it got
   * @param stopReason the answer's {@code stop_reason}, null when it has none
   * @param meaning what a message means; null for what is no message, and for a failure. Never an
   *     input to retries and breaker
   */
  record Answered(
      int status,
      Headers headers,
      @Nullable ErrorBody error,
      Phase phase,
      @Nullable String stopReason,
      @Nullable Meaning meaning)
      implements Outcome {

    /** An answer that means what its stop reason says, if it has one. */
    public Answered(
        int status,
        Headers headers,
        @Nullable ErrorBody error,
        Phase phase,
        @Nullable String stopReason) {
      this(
          status,
          headers,
          error,
          phase,
          stopReason,
          stopReason == null || error != null ? null : Meaning.of(stopReason));
    }

    /** A whole answer without an error body. */
    public static Answered whole(int status, Headers headers) {
      return new Answered(status, headers, null, Phase.CONTENT, null);
    }

    @Override
    public @Nullable String requestId() {
      String id = headers.first("request-id");
      return id == null && error != null ? error.requestId() : id;
    }

    /** A failed answer with what its body said, null if it said nothing readable. */
    public static Answered failed(int status, Headers headers, @Nullable ErrorBody error) {
      return new Answered(status, headers, error, Phase.CONTENT, null);
    }
  }

  /**
   * No usable answer.
   *
   * @param loss what happened
   * @param phase how far it got
   * @param reused whether the connection had served an earlier exchange: then a reset before the
   *     first byte most likely means that the peer closed it while idle
   * @param requestId of the head, if that had come; null if not
   */
  record Lost(Loss loss, Phase phase, boolean reused, @Nullable String requestId)
      implements Outcome {

    /** Lost without a request id. */
    public Lost(Loss loss, Phase phase, boolean reused) {
      this(loss, phase, reused, null);
    }

    /** The same with what the upstream called the exchange; null if it did not say. */
    public Lost named(@Nullable String id) {
      return new Lost(loss, phase, reused, id);
    }

    /** Nothing came back on a connection that had idled: the peer had closed it. */
    public boolean stale() {
      return reused && loss == Loss.RESET && phase == Phase.SENT;
    }

    /** A stream that broke off has a meaning all the same: part of the answer is there. */
    @Override
    public @Nullable Meaning meaning() {
      return phase == Phase.CONTENT ? Meaning.CUT : null;
    }

    /** Lost on a fresh connection. */
    public static Lost of(Loss loss, Phase phase) {
      return new Lost(loss, phase, false);
    }
  }

  /** The caller left, or its own deadline passed. Says nothing about the upstream. */
  record Cancelled(Phase phase) implements Outcome {
    @Override
    public @Nullable Meaning meaning() {
      return null;
    }
  }
}
