package dev.holdfast.call;

import dev.holdfast.breaker.Priority;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.preflight.Extent;
import dev.holdfast.quota.Ask;
import dev.holdfast.quota.Claim;
import dev.holdfast.quota.Heard;
import dev.holdfast.quota.Holder;
import dev.holdfast.quota.Pace;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Wait;
import dev.holdfast.quota.Pool;
import dev.holdfast.quota.Quota;
import dev.holdfast.quota.QuotaReading;
import dev.holdfast.quota.Quotas;
import dev.holdfast.quota.Reservation;
import dev.holdfast.reading.Meaning;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call's dealings with the quota at one place: its share is used, or given back, once; so is
 * its place in the line.
 */
final class Allowance {
  private final Quotas quotas;
  private final Claim claim;
  private final Priority priority;
  private final long input;
  private boolean held;
  private @Nullable Quota quota;
  private @Nullable Reservation place;
  private @Nullable Reservation share;

  Allowance(Quotas quotas, CallRef call, Terms terms) {
    EndpointKey to = call.endpoint();
    Holder holder = new Holder(to.upstream(), call.caller().key());
    this.quotas = quotas;
    Extent extent = terms.extent();
    boolean fast = extent != null && extent.fast();
    this.claim = new Claim(holder, Pool.of(to.path(), to.family(), fast));
    this.priority = terms.priority();
    this.input = extent == null ? 0 : extent.tokens();
  }

  /**
   * Asks for a share of the quota, or asks again if the call waits for one.
   *
   * @return null if the call may go
   */
  @Nullable Pace ask(Instant now, Duration atMost) {
    Quota asked = place == null ? quotas.of(now, claim) : quota;
    quota = asked;
    if (asked == null) {
      return null;
    }
    Pace pace =
        place == null
            ? asked.ask(now, new Ask(input, priority, held), atMost)
            : asked.again(now, place, atMost);
    place = pace instanceof Wait wait ? wait.place() : null;
    share = pace instanceof Go go ? go.share() : null;
    return pace instanceof Go ? null : pace;
  }

  /** The breaker does not let the call go now. */
  void giveBack(Instant now, boolean holds) {
    held |= holds;
    leave(now);
  }

  /** The call ends, or goes on elsewhere: a share that was not used and a place go to others. */
  void leave(Instant now) {
    Reservation left = place == null ? share : place;
    place = null;
    share = null;
    if (left != null && quota != null) {
      quota.leave(now, left);
    }
  }

  /**
   * An attempt came back.
   *
   * @param stale whether it met a connection the peer had closed: then it never reached anybody
   * @return how long it takes until it fits, if it met a rate limit; else zero
   */
  Duration settle(Instant now, Outcome outcome, Verdict verdict, boolean stale) {
    Heard.Kind kind = kind(verdict.kind());
    if (stale) {
      leave(now);
      return Duration.ZERO;
    }
    Reservation used = share;
    share = null;
    if (kind == null) {
      return Duration.ZERO;
    }
    QuotaReading reading =
        outcome instanceof Answered answer ? QuotaReading.of(answer.headers()) : QuotaReading.NONE;
    Meaning meaning = outcome.meaning();
    Heard heard =
        new Heard(reading, kind, meaning == null ? null : meaning.usage(), verdict.hint().delay());
    return quotas.heard(now, claim, quota, used, heard);
  }

  /** What an attempt was to a quota; null if it says nothing: its caller left. */
  private static Heard.@Nullable Kind kind(ErrorKind kind) {
    return switch (kind) {
      case OK -> Heard.Kind.SUCCESS;
      case RATE_LIMITED -> Heard.Kind.LIMITED;
      case SPEND_LIMIT -> Heard.Kind.SPENT;
      case CLIENT, OTHER -> Heard.Kind.REJECTED;
      case SERVER_ERROR, GATEWAY, UNAVAILABLE, TIMEOUT, OVERLOADED -> Heard.Kind.FAILURE;
      case CANCELLED -> null;
    };
  }
}
