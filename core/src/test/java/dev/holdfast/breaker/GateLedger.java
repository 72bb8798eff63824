package dev.holdfast.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps books on a gate: what was sent on credit, and what could have paid for it. Whatever
 * happens, sends are at most 3 · (successes + neutral answers + survivals) + the seed.
 */
final class GateLedger {
  private static final Duration SURVIVES = Duration.ofSeconds(2);
  private static final Duration SLOW = Duration.ofSeconds(30);

  /** Sends through the present gate that have not paid, by when they were sent. */
  private final Map<Permit, Instant> unpaid = new HashMap<>();

  private @Nullable Instant since;
  private Instant slowUntil = Instant.MIN;
  private long sends;
  private long paid;
  private long seed;
  private @Nullable Long epoch;

  void sent(Sent sent) {
    Permit permit = sent.permit();
    if (permit.kind() == Permit.Kind.CREDIT || permit.kind() == Permit.Kind.PROBE) {
      unpaid.put(permit, sent.at());
      epoch = permit.epoch();
      sends += permit.kind() == Permit.Kind.CREDIT ? 1 : 0;
    }
  }

  /** Time has come so far: what is under way for two seconds is accepted. */
  void time(Instant now) {
    if (now.isBefore(slowUntil)) {
      return;
    }
    int before = unpaid.size();
    unpaid.values().removeIf(at -> !now.isBefore(at.plus(SURVIVES)));
    paid += before - unpaid.size();
  }

  void settled(Sent sent, Result result, Instant now) {
    boolean present = epoch != null && sent.permit().epoch() == epoch;
    slowUntil = present && result == Result.SLOW_FAILURE ? now.plus(SLOW) : slowUntil;
    if (unpaid.remove(sent.permit()) == null) {
      return;
    }
    paid += result == Result.SUCCESS || result == Result.NEUTRAL ? 1 : 0;
    boolean returned = result == Result.UNSENT && sent.permit().kind() == Permit.Kind.CREDIT;
    sends -= returned ? 1 : 0;
  }

  /** Opens new books when a new gate is up. */
  void stands(Standing standing) {
    if (Objects.equals(standing.since(), since)) {
      return;
    }
    since = standing.since();
    unpaid.clear();
    slowUntil = Instant.MIN;
    epoch = null;
    sends = 0;
    paid = 0;
    seed = standing.credits();
  }

  void check() {
    assertThat(sends)
        .as("sends: %d paid, seed %d", paid, seed)
        .isLessThanOrEqualTo(3 * paid + seed);
  }
}
