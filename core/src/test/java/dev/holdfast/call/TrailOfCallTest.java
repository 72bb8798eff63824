package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A call's trail is what its listeners were told. */
class TrailOfCallTest {
  private static final Note NOTE = new Note("ignored-header", "it was ignored");

  @Test
  void everythingThatWasToldIsInIt() {
    CallWorld world = CallWorld.run(1, Answers.status(529), Answers.status(500), Answers.OK);
    Trail trail = world.call.trail();

    assertThat(trail).isEqualTo(extract(world, world.events));
    assertThat(trail.events()).hasSize(9);
    assertThat(trail.began()).isEqualTo(CallWorld.START);
    assertThat(trail.ended()).isEqualTo(world.ends().get(0));
    assertThat(trail.failed()).isFalse();
    assertThat(trail.omitted()).isZero();
  }

  @Test
  void itIsHandedOverOnceAfterTheLastEvent() {
    List<Object> heard = new ArrayList<>();
    Listener listener =
        new Listener() {
          @Override
          public void on(CallEvent event) {
            heard.add(event);
          }

          @Override
          public void over(Trail trail) {
            heard.add(trail);
          }
        };
    Call call = call(listener);
    Instant now = CallWorld.START;
    call.start(now);
    call.settle(now, Answers.OK);
    call.cancel(now);
    call.note(NOTE, now);

    assertThat(heard).hasSize(4);
    assertThat(heard.get(2)).isInstanceOf(CallEnded.class);
    assertThat(heard.get(3)).isEqualTo(call.trail());
  }

  @Test
  void aCallUnderWayHasOneToo() {
    Call call = call(Listener.NONE);
    assertThat(call.trail().events()).isEmpty();
    call.note(NOTE, CallWorld.START);
    call.start(CallWorld.START);

    assertThat(call.trail().ended()).isNull();
    assertThat(call.trail().events())
        .hasExactlyElementsOfTypes(CallNoted.class, AttemptStarted.class);
  }

  @Test
  void aCallThatGoesOnAndOnKeepsItsBeginningAndItsEnd() {
    Policy patient =
        Policy.defaults().withBudget(new TimeBudget(Duration.ZERO, Duration.ofMinutes(5)));
    CallWorld world =
        CallWorld.ready(
                patient, Terms.DEFAULT, 1, CallWorld.quick(Answers.status(429, "retry-after", "1")))
            .run();
    Trail trail = world.call.trail();

    assertThat(trail.events()).hasSize(64);
    assertThat(trail.omitted()).isEqualTo(world.events.size() - 64).isPositive();
    assertThat(trail.events().subList(0, 16))
        .isEqualTo(extract(world, world.events.subList(0, 16)).events());
    assertThat(trail.ended()).isEqualTo(world.ends().get(0));
  }

  /** The trail that these events would make. */
  private static Trail extract(CallWorld world, List<CallEvent> events) {
    return new Trail(world.call.trail().call(), CallWorld.START, events, 0);
  }

  private static Call call(Listener listener) {
    Policy policy = Policy.defaults();
    Random random = new Random(1);
    Endpoint endpoint = new Endpoints(policy, random).of(CallWorld.SELF);
    Engine engine = new Engine(policy, random, listener);
    return new Call("call-1", Route.to(endpoint), Terms.DEFAULT, engine, CallWorld.START);
  }
}
