package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Trigger;
import dev.holdfast.verdict.Answers;
import org.junit.jupiter.api.Test;

/** The status page is red for the model: waiting for it is of no use. */
class KnownIncidentTest extends RouteWorld {
  @Test
  void aKnownIncidentGoesOnAtOnce() {
    outlook = (family, now) -> family.equals("opus-5");
    CallWorld world = run(route(on(Trigger.OVERLOADED_RED)), OVERLOADED, Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "fallback-1");
  }

  @Test
  void aKnownIncidentWithoutAFallbackHasOneRetry() {
    outlook = (family, now) -> true;
    CallWorld world = run(Route.to(place("opus-5")), OVERLOADED);

    assertThat(world.attempts()).isEqualTo(2);
    assertThat(world.reason()).isEqualTo(Reason.KNOWN_INCIDENT);
    assertThat(world.retryAt()).isAfter(world.now());
  }

  @Test
  void aRedPageAloneEndsHoldsAndTripsNothing() {
    outlook = (family, now) -> true;

    assertThat(run(Route.to(place("opus-5")), Answers.OK).attempts()).isEqualTo(1);
    assertThat(run(Route.to(place("opus-5")), Answers.status(503), Answers.OK).attempts())
        .isEqualTo(2);
  }

  @Test
  void aKnownIncidentHoldsNobody() {
    breakOpen();
    outlook = (family, now) -> true;
    CallWorld world =
        run(
            Route.to(place("opus-5")),
            Terms.DEFAULT.with(BUDGET, Priority.CRITICAL),
            Turn.quick(Answers.OK));

    assertThat(world.attempts()).isZero();
    assertThat(world.reason()).isEqualTo(Reason.KNOWN_INCIDENT);
  }
}
