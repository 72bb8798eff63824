package dev.holdfast.call;

import dev.holdfast.breaker.Admission;
import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.Permit;
import dev.holdfast.breaker.Place;
import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.Result;
import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.ErrorKind.Weight;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call's dealings with the breaker: each permit is settled once, each place is left. */
final class Passage {
  private final Breaker breaker;
  private final Priority priority;
  private final Object call;
  private @Nullable Permit permit;
  private @Nullable Place place;
  private Instant sentAt;

  Passage(Breaker breaker, Priority priority, Object call, Instant now) {
    this.breaker = breaker;
    this.priority = priority;
    this.call = call;
    this.sentAt = now;
  }

  /** Asks to send, or asks again if the call is held. */
  Admission ask(Instant now, boolean mayHold) {
    Place held = place;
    Admission answer =
        held == null ? breaker.admit(now, priority, mayHold) : breaker.again(now, held);
    place = answer instanceof Admission.Held h ? h.place() : null;
    if (answer instanceof Permit given) {
      permit = given;
      sentAt = now;
    }
    return answer;
  }

  Stance stance() {
    return breaker.stance();
  }

  Standing standing(Instant now) {
    return breaker.standing(now);
  }

  /** Whether the call stands in the queue. */
  boolean held() {
    return place != null;
  }

  /** How long the present attempt has been under way. */
  Duration took(Instant now) {
    return Duration.between(sentAt, now);
  }

  /** Content came: what the upstream may do afterwards does not undo this success. */
  void content(Instant now) {
    settle(now, Result.SUCCESS);
  }

  /**
   * The attempt came back.
   *
   * @param stale whether it met a connection the peer had closed: then it never reached anybody
   */
  void settle(Instant now, ErrorKind kind, boolean stale) {
    boolean slow = took(now).compareTo(RetryRules.SLOW) > 0;
    if (permit == null && !stale && kind.weight() == Weight.FAILURE) {
      breaker.brokeOff(now, slow, sentAt, call);
    }
    settle(now, stale ? Result.UNSENT : result(kind, slow));
  }

  private void settle(Instant now, Result result) {
    Permit given = permit;
    permit = null;
    if (given != null) {
      breaker.settle(now, given, result, sentAt, call);
    }
  }

  private static Result result(ErrorKind kind, boolean slow) {
    return switch (kind.weight()) {
      case SUCCESS -> Result.SUCCESS;
      case FAILURE -> slow ? Result.SLOW_FAILURE : Result.FAILURE;
      case IGNORED -> kind == ErrorKind.CANCELLED ? left(slow) : Result.NEUTRAL;
    };
  }

  private static Result left(boolean slow) {
    return slow ? Result.SLOW_CANCELLED : Result.CANCELLED;
  }

  /** The call ends, whatever it was doing. */
  void leave(Instant now) {
    Place held = place;
    place = null;
    if (held != null) {
      breaker.leave(now, held);
    }
    settle(now, ErrorKind.CANCELLED, false);
  }
}
