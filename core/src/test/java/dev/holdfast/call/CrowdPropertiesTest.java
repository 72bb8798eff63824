package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.BreakerPolicy.Mode;
import dev.holdfast.breaker.State;
import dev.holdfast.call.OutageWorld.Reply;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for many calls together, whatever the upstream does and for how long. */
class CrowdPropertiesTest {
  private static final Duration TAIL = Duration.ofSeconds(150);

  /** For so long such a share of the answers goes wrong in such a way. */
  record Phase(int seconds, double share, Outcome outcome, int millis) {}

  /** A course of phases, and how many calls a second arrive. */
  record Course(List<Phase> phases, int perSecond) {
    private Duration length() {
      return Duration.ofSeconds(phases.stream().mapToInt(Phase::seconds).sum());
    }

    private Reply at(Duration since, Random random) {
      long second = since.toSeconds();
      for (Phase phase : phases) {
        second -= phase.seconds();
        if (second < 0 && random.nextDouble() < phase.share()) {
          return new Reply(phase.outcome(), Duration.ofMillis(phase.millis()));
        }
        if (second < 0) {
          break;
        }
      }
      return new Reply(CallWorld.anything().get(0), Duration.ofMillis(200 + random.nextInt(900)));
    }
  }

  @Provide
  Arbitrary<Course> courses() {
    Arbitrary<Phase> phase =
        Combinators.combine(
                Arbitraries.integers().between(1, 25),
                Arbitraries.of(0.1, 0.3, 0.45, 0.8, 1.0, 1.0),
                Arbitraries.of(CallWorld.anything()),
                Arbitraries.of(50, 150, 150, 1500, 2500, 6000))
            .as(Phase::new);
    return Combinators.combine(
            phase.list().ofMinSize(1).ofMaxSize(4), Arbitraries.integers().between(1, 25))
        .as(Course::new);
  }

  private final Map<String, List<CallEvent>> calls = new LinkedHashMap<>();
  private final List<CallEvent> all = new ArrayList<>();

  private OutageWorld run(Course course, Policy policy, long seed) {
    calls.clear();
    all.clear();
    Duration end = course.length();
    OutageWorld world =
        new OutageWorld(
            policy,
            seed,
            course::at,
            Duration.ZERO,
            end,
            event -> {
              all.add(event);
              calls.computeIfAbsent(event.call().id(), id -> new ArrayList<>()).add(event);
            });
    world.run(course.perSecond(), end.plus(TAIL), Terms.DEFAULT);
    assertThat(world.open()).as("calls that never ended").isZero();
    return world;
  }

  private static <E extends CallEvent> List<E> of(List<CallEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Property(tries = 60)
  void everyCallEndsOnceAndKeepsToItsTimes(@ForAll("courses") Course course, @ForAll long seed) {
    run(course, Policy.defaults(), seed);
    calls.values().forEach(CrowdPropertiesTest::assertSound);
  }

  private static void assertSound(List<CallEvent> events) {
    assertThat(of(events, CallEnded.class)).hasSize(1);
    assertThat(events.get(events.size() - 1)).isInstanceOf(CallEnded.class);
    Instant trouble = null;
    boolean quota = false;
    Instant notBefore = Instant.MIN;
    for (CallEvent event : events) {
      quota |= event instanceof CallWaits waits && waits.reason() == Reason.QUOTA;
      if (event instanceof AttemptStarted started && trouble != null) {
        assertThat(started.at()).as("%s", events).isAfterOrEqualTo(notBefore);
        assertThat(Duration.between(trouble, started.at()))
            .as("%s", events)
            .isLessThanOrEqualTo(Duration.ofSeconds(quota ? 75 : 15));
      } else if (event instanceof AttemptEnded ended) {
        quota |= kind(ended) == ErrorKind.RATE_LIMITED;
        boolean fine = reason(ended) == Reason.STALE_CONNECTION || kind(ended) == ErrorKind.OK;
        trouble = trouble == null && !fine ? ended.at() : trouble;
        Duration hint = ended.result().verdict().hint().delay();
        notBefore = hint == null ? notBefore : ended.at().plus(hint);
      } else if (event instanceof CallWaits waits && trouble == null) {
        trouble = waits.at();
      }
    }
  }

  @Property(tries = 40)
  void a500IsRetriedOnceAndACallersFaultNever(@ForAll("courses") Course course, @ForAll long seed) {
    run(course, Policy.defaults(), seed);
    for (List<CallEvent> events : calls.values()) {
      List<AttemptEnded> retried =
          of(events, AttemptEnded.class).stream()
              .filter(e -> e.result().decision() instanceof Retry)
              .toList();
      assertThat(retried.stream().filter(e -> kind(e) == ErrorKind.SERVER_ERROR).count())
          .isLessThanOrEqualTo(1);
      assertThat(retried).noneMatch(e -> kind(e) == ErrorKind.CLIENT || kind(e) == ErrorKind.OTHER);
    }
  }

  @Property(tries = 60)
  void onceTheUpstreamIsWellItClosesAndNobodyIsHeld(
      @ForAll("courses") Course course, @ForAll long seed) {
    OutageWorld world = run(course, Policy.defaults(), seed);
    assertThat(world.standing().held()).isZero();
    assertThat(world.standing().state()).isEqualTo(State.CLOSED);
  }

  @Property(tries = 40)
  void withoutTheGateRetriesStayWithinWhatSuccessesPay(
      @ForAll("courses") Course course, @ForAll long seed) {
    Policy open = Policy.defaults();
    run(course, open.withBreaker(open.breaker().withMode(Mode.OFF)), seed);
    Map<String, Integer> paid = new HashMap<>();
    int spent = 0;
    int earned = 0;
    for (CallEvent event : all) {
      String id = event.call().id();
      if (event instanceof AttemptStarted) {
        spent += paid.getOrDefault(id, 0);
        assertThat(spent).as("spent, with %d earned", earned).isLessThanOrEqualTo(100 + earned);
      } else if (event instanceof AttemptEnded ended && kind(ended) == ErrorKind.OK) {
        earned += ended.attempt() == 1 ? 1 : paid.getOrDefault(id, 0);
      } else if (event instanceof AttemptEnded ended) {
        paid.put(id, cost(ended));
      }
    }
  }

  /** What the retry after such a failure costs; a resend and a wait for quota cost nothing. */
  private static int cost(AttemptEnded ended) {
    boolean free = reason(ended) == Reason.STALE_CONNECTION;
    return switch (kind(ended)) {
      case TIMEOUT -> free ? 0 : 25;
      case RATE_LIMITED -> 0;
      default -> free ? 0 : 5;
    };
  }

  private static ErrorKind kind(AttemptEnded ended) {
    return ended.result().verdict().kind();
  }

  private static Reason reason(AttemptEnded ended) {
    return ended.result().decision().reason();
  }
}
