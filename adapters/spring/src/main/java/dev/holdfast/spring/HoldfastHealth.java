package dev.holdfast.spring;

import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.situation.Advice;
import dev.holdfast.situation.Cause;
import dev.holdfast.situation.Situation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the upstream can be called, from what is known already: asking never makes a call. Up is
 * what the last call or nobody's complaint proves; out of service is an outage that the provider
 * itself has posted; down is everything else that keeps calls from being answered. An open breaker
 * alone is not down: on a quiet endpoint it takes many answered calls to close.
 */
final class HoldfastHealth implements HealthIndicator {
  private final Lookout lookout;

  HoldfastHealth(Lookout lookout) {
    this.lookout = lookout;
  }

  @Override
  public Health health() {
    Situation situation = lookout.situation();
    Map<EndpointKey, Standing> breakers = lookout.breakers();
    boolean stuck =
        breakers.entrySet().stream().anyMatch(one -> lookout.stuck(one.getKey(), one.getValue()));
    Map<String, String> open = open(breakers);
    CallEnded last = lookout.lastCall();
    Health.Builder health =
        Health.status(status(situation, stuck, last))
            .withDetail("advice", situation.advice().slug())
            .withDetail("situation", situation.sentence());
    if (!open.isEmpty()) {
      health.withDetail("open", open);
    }
    if (last != null) {
      health.withDetail("lastCall", last.at() + ", " + last.reason().sentence());
    }
    return health.build();
  }

  private static Status status(Situation situation, boolean stuck, @Nullable CallEnded last) {
    if (!stuck && last != null && last.reason() == Reason.SUCCESS) {
      return Status.UP;
    }
    if (situation.cause() == Cause.KNOWN) {
      return Status.OUT_OF_SERVICE;
    }
    if (stuck) {
      return Status.DOWN;
    }
    return last == null ? unproved(situation.advice()) : failed(situation.advice());
  }

  /** No call has ended yet: only the status page can tell. */
  private static Status unproved(Advice advice) {
    return advice == Advice.RETRY ? Status.UP : Status.UNKNOWN;
  }

  /** The last call failed: alone that may be a bad request, or bad luck. */
  private static Status failed(Advice advice) {
    return switch (advice) {
      case FIX, FALL_BACK -> Status.DOWN;
      case RETRY, RETURN -> Status.UP;
      case UNKNOWN -> Status.UNKNOWN;
    };
  }

  private static Map<String, String> open(Map<EndpointKey, Standing> breakers) {
    Map<String, String> open = new TreeMap<>();
    breakers.forEach((key, standing) -> {
      if (Lookout.open(standing)) {
        open.put(name(key), state(standing) + " since " + standing.since());
      }
    });
    return open;
  }

  private static String name(EndpointKey key) {
    return key.path() + " " + key.family();
  }

  static String state(Standing standing) {
    return standing.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
