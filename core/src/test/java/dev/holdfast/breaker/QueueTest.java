package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who waits, who goes first, and what becomes of a grant. */
class QueueTest {
  private final BreakerWorld world = BreakerWorld.gated();
  private List<Sent> sends = List.of();

  /** Nine sends under way, no credit left, and no probe due for a while. */
  @BeforeEach
  void sendNine() {
    world.pass(5);
    Sent probe = world.send();
    world.settle(probe, SUCCESS);
    List<Sent> first = world.send(3);
    first.forEach(sent -> world.settle(sent, SUCCESS));
    sends = world.send(9);
  }

  private List<Held> hold(Priority... priorities) {
    return Stream.of(priorities).map(world::hold).toList();
  }

  private static List<Integer> fired(List<Held> held) {
    List<Integer> fired = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).ticket().fired()) {
        fired.add(i);
      }
    }
    return fired;
  }

  @Test
  void theOldestOfTheHighestPriorityGoesFirst() {
    Priority batch = Priority.BATCH;
    Priority normal = Priority.INTERACTIVE;
    Priority critical = Priority.CRITICAL;
    List<Held> held = hold(batch, normal, normal, critical, normal, batch, critical, normal);

    assertThat(grants(held, 0, 3))
        .containsExactly(List.of(1, 3, 6), List.of(2, 4, 7), List.of(0, 5));
  }

  /** In which order places were granted, three with each success. */
  private List<List<Integer>> grants(List<Held> held, int from, int successes) {
    List<Integer> seen = new ArrayList<>();
    List<List<Integer>> grants = new ArrayList<>();
    for (int i = 0; i < successes; i++) {
      world.settle(sends.get(from + i), SUCCESS);
      List<Integer> now = new ArrayList<>();
      for (int at = 0; at < held.size(); at++) {
        if (!seen.contains(at) && held.get(at).place().granted() != null) {
          now.add(at);
        }
      }
      seen.addAll(now);
      grants.add(now);
    }
    return grants;
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "SLOW_CANCELLED"})
  void whoeverLeavesBeforeItsAnswerGivesTheNextThreeTurnsToTheNewest(Result departure) {
    Priority normal = Priority.INTERACTIVE;
    List<Held> held = hold(normal, normal, normal, normal, normal, normal, Priority.BATCH);
    world.settle(sends.get(0), departure);

    assertThat(grants(held, 1, 3)).containsExactly(List.of(3, 4, 5), List.of(0, 1, 2), List.of(6));
  }

  @Test
  void aStormOfDeparturesGivesTheNewestFiftyTurnsAndNoMore() {
    HoldQueue queue = new HoldQueue(100);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      places.add(new Place(i, Priority.INTERACTIVE));
      queue.add(places.get(i));
      queue.inVain();
    }
    for (int turn = 0; turn < 50; turn++) {
      assertThat(queue.head()).isSameAs(places.get(99 - turn));
      queue.serve(places.get(99 - turn));
    }
    assertThat(queue.head()).isSameAs(places.get(0));
    assertThat(queue.size()).isEqualTo(50);
  }

  @Test
  void aGrantGoesToOneAndOnlyOne() {
    List<Held> held = Stream.generate(world::hold).limit(10).toList();
    world.settle(sends.get(0), SUCCESS);

    assertThat(world.held()).isEqualTo(7);
    List<Permit> permits = held.subList(0, 3).stream().map(h -> (Permit) world.again(h)).toList();
    assertThat(permits).doesNotHaveDuplicates();
    assertThat(world.again(held.get(3))).isInstanceOf(Held.class);
    assertThat(world.held()).isEqualTo(7);
  }

  @Test
  void aNewcomerDoesNotOvertakeThoseWhoWait() {
    Held first = world.hold();
    world.settle(sends.get(0), Result.FAILURE);
    Held second = world.hold();
    world.settle(sends.get(1), SUCCESS);

    assertThat(world.held()).isZero();
    assertThat(fired(List.of(first, second))).containsExactly(0, 1);
    assertThat(world.credits()).isEqualTo(1);
  }

  @Test
  void whoAsksTooEarlyKeepsItsPlace() {
    List<Held> held = new ArrayList<>(hold(Priority.INTERACTIVE, Priority.INTERACTIVE));
    for (int i = 0; i < 5; i++) {
      held.set(0, (Held) world.again(held.get(0)));
    }
    assertThat(world.held()).isEqualTo(2);
    world.leave(held.get(1));
    held.addAll(hold(Priority.INTERACTIVE, Priority.INTERACTIVE, Priority.INTERACTIVE));
    world.settle(sends.get(0), SUCCESS);

    assertThat(held.get(0).place().granted()).isNotNull();
    assertThat(held.get(4).place().granted()).isNull();
  }

  @Test
  void aGrantThatIsNotPickedUpGoesToTheNext() {
    List<Held> held = Stream.generate(world::hold).limit(4).toList();
    world.settle(sends.get(0), SUCCESS);
    assertThat(world.held()).isEqualTo(1);
    world.leave(held.get(0));

    assertThat(held.get(3).ticket().fired()).isTrue();
    assertThat(world.held()).isZero();
    assertThat(held.subList(1, 4)).allMatch(h -> world.again(h) instanceof Permit);
    assertThat(world.credits()).isZero();
  }

  @Test
  void aGrantThatIsNotPickedUpIsACreditAgainIfNobodyWaits() {
    Held held = world.hold();
    world.settle(sends.get(0), SUCCESS);
    assertThat(world.credits()).isEqualTo(2);
    world.leave(held);
    world.leave(held);

    assertThat(world.credits()).isEqualTo(3);
  }

  @Test
  void aGrantThatWasPickedUpIsNotGivenBackByLeaving() {
    Held held = world.hold();
    world.settle(sends.get(0), SUCCESS);
    Admission granted = world.again(held);
    assertThat(world.again(held)).as("a spurious wake").isSameAs(granted);
    world.leave(held);

    assertThat(world.credits()).isEqualTo(2);
  }

  @Test
  void aGrantThatIsPickedUpLateProvesNothingWhileItLies() {
    Held held = world.hold();
    for (Sent sent : sends) {
      world.settle(sent, sent == sends.get(0) ? SUCCESS : Result.CANCELLED);
    }
    world.pass(10);
    assertThat(world.credits()).isEqualTo(2);

    Sent late = world.sent(world.again(held));
    world.pass(1.9);
    assertThat(world.credits()).isEqualTo(2);
    world.pass(0.1);
    assertThat(world.credits()).isEqualTo(5);
    world.settle(late, SUCCESS);
    assertThat(world.credits()).isEqualTo(5);
  }

  @Test
  void whoMayNotBeHeldIsToldAtOnceHoweverImportant() {
    world.hold(Priority.BATCH);
    Instant before = world.now;
    Admission answer = world.ask(Priority.CRITICAL, false);

    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(((Refused) answer).retryIn()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(world.now).isEqualTo(before);
    assertThat(world.held()).isEqualTo(1);
  }

  @Test
  void fiveThousandMayWaitInEachPriority() {
    for (int i = 0; i < 5000; i++) {
      world.breaker.admit(world.now, Priority.BATCH, true);
    }
    assertThat(world.held()).isEqualTo(5000);
    assertThat(world.ask(Priority.BATCH, true)).isInstanceOf(Refused.class);

    world.hold(Priority.INTERACTIVE);
    world.hold(Priority.CRITICAL);
    assertThat(world.held()).isEqualTo(5002);
  }

  @Test
  void allWhoAreHeldAreToldAtOnceWhenItTurnsSlow() {
    List<Held> held = hold(Priority.values());
    world.settle(sends.get(0), Result.SLOW_FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
    world.settle(sends.get(1), Result.SLOW_FAILURE);
    assertThat(world.state()).isEqualTo(State.DRAINING);

    assertThat(world.held()).isZero();
    assertThat(held).allMatch(h -> h.ticket().fired());
    assertThat(held).allMatch(h -> world.again(h) instanceof Refused);
  }
}
