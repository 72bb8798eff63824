package dev.holdfast.gateway.relay;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Ending.Failed;
import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.preflight.PreflightReport;
import dev.holdfast.reading.Meaning;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers by which an answer explains itself. */
final class Faces {
  private static final CharSequence CALL_ID = HttpHeaders.createOptimized("x-holdfast-call-id");
  private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-holdfast-attempts");
  private static final CharSequence WAITED = HttpHeaders.createOptimized("x-holdfast-waited-ms");
  private static final CharSequence OVERHEAD =
      HttpHeaders.createOptimized("x-holdfast-overhead-us");
  private static final CharSequence SERVED_BY = HttpHeaders.createOptimized("x-holdfast-served-by");
  private static final CharSequence REASON = HttpHeaders.createOptimized("x-holdfast-reason");
  static final CharSequence READING = HttpHeaders.createOptimized("x-holdfast-reading");
  private static final CharSequence DETOUR =
      HttpHeaders.createOptimized("x-holdfast-fallback-reason");
  private static final CharSequence PREFLIGHT = HttpHeaders.createOptimized("x-holdfast-preflight");
  private static final CharSequence SITUATION = HttpHeaders.createOptimized("x-holdfast-situation");
  private static final CharSequence SHOULD_RETRY = HttpHeaders.createOptimized("x-should-retry");

  /** Statuses whose {@code retry-after} says when we would let the caller through again. */
  private static final Set<Integer> TEMPORARY = Set.of(429, 502, 503, 529);

  /** Reasons that mean "not now" rather than "not at all". */
  private static final Set<Reason> SPENT =
      Set.of(
          Reason.BUDGET_SPENT,
          Reason.WAIT_TOO_LONG,
          Reason.DEADLINE,
          Reason.HOLD_EXPIRED,
          Reason.BREAKER_OPEN,
          Reason.QUOTA,
          Reason.RETRY_BUDGET_SPENT);

  private Faces() {}

  /**
   * The headers of any answer.
   *
   * @param ending null while the call is not over
   */
  static MultiMap of(
      String id, Call call, Duration overhead, String servedBy, @Nullable Ending ending) {
    MultiMap headers =
        HttpHeaders.headers()
            .set(CALL_ID, id)
            .set(ATTEMPTS, Integer.toString(call.attempts()))
            .set(WAITED, Long.toString(call.waited().toMillis()))
            .set(OVERHEAD, Long.toString(overhead.toNanos() / 1000))
            .set(SERVED_BY, servedBy);
    return ending instanceof Failed failed ? headers.set(REASON, failed.reason().slug()) : headers;
  }

  /** What kind of success the answer is; nothing if that is not known. */
  static MultiMap reading(@Nullable Meaning meaning) {
    MultiMap headers = HttpHeaders.headers();
    return meaning == null ? headers : headers.set(READING, meaning.reading().slug());
  }

  /** Says why another place than its own answered a call, if one did. */
  static void detour(MultiMap faces, @Nullable Reason reason) {
    if (reason != null) {
      faces.set(DETOUR, reason.slug());
    }
  }

  /** The headers of a refusal before anything was sent. */
  static MultiMap refused(String id) {
    return HttpHeaders.headers().set(CALL_ID, id).set(ATTEMPTS, "0").set(SERVED_BY, "holdfast");
  }

  /** The headers of a request that certainly fails: it would fail again. */
  static MultiMap rejected(String id, PreflightReport report) {
    return refused(id)
        .set(REASON, Reason.PREFLIGHT.slug())
        .set(PREFLIGHT, report.summary())
        .set(SHOULD_RETRY, "false");
  }

  /** Says what the situation is, if there is something to do about it. */
  static MultiMap situation(MultiMap faces, @Nullable String situation) {
    return situation == null ? faces : faces.set(SITUATION, situation);
  }

  /** Says what was found in the request, if anything was. */
  static void preflight(MultiMap faces, @Nullable String remark) {
    if (remark != null) {
      faces.set(PREFLIGHT, remark);
    }
  }

  /**
   * Tells a caller that retries by itself what to do: without it an SDK would multiply our attempts
   * by its own.
   */
  static void advise(MultiMap headers, int status, Failed failed, GiveUp giveUp, Instant now) {
    boolean later = giveUp == GiveUp.LATER && SPENT.contains(failed.reason());
    headers.set(SHOULD_RETRY, Boolean.toString(later));
    Instant retryAt = failed.retryAt();
    if (retryAt != null && TEMPORARY.contains(status)) {
      headers.set(HttpHeaders.RETRY_AFTER, wholeSeconds(Duration.between(now, retryAt)));
      headers.remove("retry-after-ms");
    }
  }

  /** Rounded up: a second too early would be refused. */
  private static String wholeSeconds(Duration wait) {
    return Long.toString(Math.max(0, wait.plusNanos(999_999_999).toSeconds()));
  }
}
