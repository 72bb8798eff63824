package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.Stance;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.decide.Trigger;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.Heads;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.Extent;
import dev.holdfast.quota.QuotaPolicy;
import dev.holdfast.quota.QuotaView;
import dev.holdfast.quota.QuotaView.Level;
import dev.holdfast.quota.Quotas.Row;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Usage;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls and the rate limits they share. */
class QuotaCallTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Caller ALICE = Caller.of("alice", null);
  private static final Terms TERMS = Terms.DEFAULT.by(ALICE);
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<CallEvent> events = new ArrayList<>();
  private final Random random = new Random(11);
  private Policy policy = Policy.defaults().withQuota(QuotaPolicy.ON);
  private Endpoints endpoints = new Endpoints(policy, random);
  private Instant now = START;
  private int calls;

  private void with(Policy other) {
    policy = other;
    endpoints = new Endpoints(policy, random);
  }

  private Endpoint place(String family) {
    return endpoints.of(new EndpointKey("https://up.test", "/v1/messages", family));
  }

  private Call call(Route route, Terms terms) {
    Engine engine = new Engine(policy, random, events::add);
    return new Call("call-" + ++calls, route, terms, engine, now);
  }

  private Call call(Terms terms) {
    return call(Route.to(place("opus-5")), terms);
  }

  private Call call() {
    return call(TERMS);
  }

  /** A good answer that tells how much of sixty requests a minute is left. */
  private static Outcome left(int remaining) {
    return Answered.whole(200, Heads.of(limits(remaining)));
  }

  private static String[] limits(int remaining) {
    return new String[] {
      "anthropic-ratelimit-requests-limit",
      "60",
      "anthropic-ratelimit-requests-remaining",
      Integer.toString(remaining)
    };
  }

  private static Outcome limited(int remaining, String... more) {
    List<String> headers = new ArrayList<>(List.of(limits(remaining)));
    headers.addAll(List.of(more));
    return Answers.envelope(429, "rate_limit_error", "too fast", headers.toArray(String[]::new));
  }

  /** The upstream has answered a call of Alice's and told what is left. */
  private void told(int remaining) {
    Call call = call();
    assertThat(call.start(now)).isInstanceOf(Send.class);
    call.settle(now, left(remaining));
  }

  private Step resumed(Call call, Step wait) {
    now = now.plus(((Wait) wait).pause());
    return call.resume(now);
  }

  private static Ending.Failed failed(Step step) {
    return (Ending.Failed) ((Finish) step).ending();
  }

  private QuotaView view() {
    List<Row> rows = endpoints.quotas().view(now);
    assertThat(rows).hasSize(1);
    return rows.get(0).view();
  }

  private double used() {
    return view().levels().stream().mapToDouble(Level::used).max().orElseThrow();
  }

  @Test
  void aCallWaitsForItsTurnAndGoes() {
    told(0);
    Call call = call();
    Step step = call.start(now);

    assertThat(step).isEqualTo(new Wait(SECOND.multipliedBy(10)));
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            CallWaits.class, waits -> assertThat(waits.reason()).isEqualTo(Reason.QUOTA));
    assertThat(resumed(call, step)).isInstanceOf(Send.class);
    assertThat(call.waited()).isEqualTo(SECOND.multipliedBy(10));
  }

  @Test
  void theWaitUsesTheQuotaBudgetAndLeavesTheTimeForRetries() {
    told(0);
    Call call = call();
    Step step = resumed(call, call.start(now));
    Instant failed = now;
    while (!(step instanceof Finish)) {
      step = step instanceof Send ? call.settle(now, Answers.status(503)) : resumed(call, step);
    }

    assertThat(call.attempts()).isGreaterThan(3);
    assertThat(Duration.between(failed, now))
        .isBetween(SECOND.multipliedBy(5), SECOND.multipliedBy(20));
  }

  @Test
  void whoseTurnComesTooLateIsToldWhen() {
    with(policy.withBudget(new TimeBudget(SECOND, SECOND.multipliedBy(9))));
    told(0);
    Step step = call().start(now);

    assertThat(failed(step).reason()).isEqualTo(Reason.QUOTA);
    assertThat(failed(step).verdict()).isNull();
    assertThat(failed(step).retryAt()).isEqualTo(now.plusSeconds(10));
    now = now.plusSeconds(10);
    assertThat(call().start(now)).as("the moment was exact").isInstanceOf(Send.class);
  }

  @Test
  void aDeadlineThatComesFirstIsNotWaitedFor() {
    told(0);
    Terms hurried = new Terms(Replay.FREE, SECOND.multipliedBy(2)).by(ALICE);

    assertThat(failed(call(hurried).start(now)).reason()).isEqualTo(Reason.QUOTA);
  }

  @Test
  void whoLeavesWhileWaitingGivesItsPlaceBack() {
    told(0);
    Call first = call();
    first.start(now);
    assertThat(view().waiting()).isEqualTo(1);
    first.cancel(now);

    assertThat(view().waiting()).isZero();
    assertThat(call().start(now)).isEqualTo(new Wait(SECOND.multipliedBy(10)));
  }

  @Test
  void criticalCallsUseTheReserve() {
    told(9);
    Terms critical = TERMS.with(Duration.ZERO, Priority.CRITICAL);

    assertThat(call().start(now)).isInstanceOf(Wait.class);
    assertThat(call(critical).start(now)).isInstanceOf(Send.class);
  }

  @Test
  void withoutPacingNobodyWaits() {
    with(Policy.defaults());
    told(0);

    assertThat(call().start(now)).isInstanceOf(Send.class);
  }

  @Test
  void a429KeepsOutWhoeverSharesTheLimitEvenWithoutPacing() {
    with(Policy.defaults());
    told(50);
    Call unlucky = call();
    unlucky.start(now);
    unlucky.settle(now, limited(50, "retry-after", "7"));
    Step step = call().start(now);

    assertThat(((Wait) step).pause()).isBetween(SECOND.multipliedBy(7), Duration.ofMillis(8_700));
    Terms bob = Terms.DEFAULT.by(Caller.of("bob", null));
    assertThat(call(bob).start(now)).as("another key").isInstanceOf(Send.class);
    assertThat(call(Route.to(place("haiku-4-5")), TERMS).start(now))
        .as("another model")
        .isInstanceOf(Send.class);
  }

  @Test
  void a429WithoutHintWaitsForWhatTheBucketNeeds() {
    told(50);
    Terms critical = TERMS.with(Duration.ZERO, Priority.CRITICAL);
    Call call = call(critical.with(new Extent(600_000, true)));
    call.start(now);
    Step step =
        call.settle(
            now,
            limited(
                50,
                "anthropic-ratelimit-input-tokens-limit",
                "600000",
                "anthropic-ratelimit-input-tokens-remaining",
                "400000"));

    assertThat(step)
        .as("a third of a minute, which is no jitter")
        .isEqualTo(new Wait(SECOND.multipliedBy(20)));
    assertThat(resumed(call, step)).isInstanceOf(Send.class);
  }

  @Test
  void whatTheBucketNeedsIsNeverCutToFit() {
    with(policy.withBudget(new TimeBudget(SECOND, SECOND.multipliedBy(9))));
    told(50);
    Call call = call(TERMS.with(new Extent(600_000, true)));
    call.start(now);
    Step step =
        call.settle(
            now,
            limited(
                50,
                "anthropic-ratelimit-input-tokens-limit",
                "600000",
                "anthropic-ratelimit-input-tokens-remaining",
                "400000"));

    assertThat(failed(step).reason()).isEqualTo(Reason.WAIT_TOO_LONG);
    assertThat(failed(step).retryAt()).isEqualTo(now.plusSeconds(20));
  }

  @Test
  void aSpendLimitKeepsNobodyOut() {
    told(50);
    Call broke = call();
    broke.start(now);
    String words = "You have reached your specified API usage limits.";
    broke.settle(now, Answers.envelope(400, "invalid_request_error", words));

    assertThat(call().start(now)).isInstanceOf(Send.class);
    assertThat(view().spentAt()).isEqualTo(now);
  }

  @Test
  void whatWasUsedIsTakenFromTheQuota() {
    told(60);
    Call call = call(TERMS.with(new Extent(90_000, true)));
    call.start(now);
    Meaning meaning = new Meaning(Reading.COMPLETE, null, new Usage(1_000, 0, 89_000, 10));
    String[] headers = {"anthropic-ratelimit-input-tokens-limit", "100000"};
    call.settle(
        now, new Answered(200, Heads.of(headers), null, Phase.CONTENT, "end_turn", meaning));
    call = call(TERMS.with(new Extent(90_000, true)));
    call.start(now);

    assertThat(used()).as("like the one before it").isBetween(0.009, 0.04);
  }

  /** Others fail quickly until the gate is up. */
  private void outage() {
    for (int i = 0; place("opus-5").breaker().stance() == Stance.PASS; i++) {
      Call call = call(Terms.DEFAULT.by(Caller.of("other-" + i, null)));
      call.start(now);
      call.settle(now, Answers.status(529));
      call.cancel(now);
    }
  }

  @Test
  void aHeldCallGivesItsShareBackAndTakesOneWhenItGoes() {
    told(60);
    outage();
    double before = used();
    Call call = call();
    Step step = call.start(now);
    assertThat(step).isInstanceOf(Hold.class);
    assertThat(used()).isEqualTo(before);
    now = now.plus(((Hold) step).atMost());
    step = call.resume(now);

    assertThat(step).as("the gate's first probe").isInstanceOf(Send.class);
    assertThat(used()).isGreaterThan(before - 2 / 60.0);
  }

  @Test
  void whoIsTurnedAwayByTheBreakerGivesItsShareBack() {
    told(60);
    outage();
    Step step = call(TERMS.with(Duration.ZERO, Priority.INTERACTIVE)).start(now);

    assertThat(failed(step).reason()).isEqualTo(Reason.BREAKER_OPEN);
    assertThat(used()).isZero();
  }

  @Test
  void aHeldCallWhoseLimitIsClosedMeanwhileLeavesTheQueueAndWaits() {
    told(60);
    Call unlucky = call();
    unlucky.start(now);
    outage();
    Call call = call();
    Step step = call.start(now);
    unlucky.settle(now, limited(0, "retry-after", "20"));
    now = now.plus(((Hold) step).atMost());
    step = call.resume(now);

    assertThat(step).isInstanceOf(Wait.class);
    assertThat(place("opus-5").breaker().standing(now).held()).isZero();
    Step after = resumed(call, step);
    assertThat(after).isNotInstanceOf(Wait.class);
  }

  @Test
  void aStaleConnectionUsesNothing() {
    told(60);
    Call call = call();
    call.start(now);
    Step again = call.settle(now, Answers.STALE);

    assertThat(again).isInstanceOf(Send.class);
    call.settle(now, left(60));
    assertThat(used()).isBetween(0.016, 0.017);
  }

  private Route routed(Set<Trigger> when, Duration after) {
    FallbackRule rule = new FallbackRule(when, after);
    return Route.of(place("opus-5"), List.of(new Target("other", place("haiku-4-5"), rule)));
  }

  @Test
  void whoMayGoOnForARateLimitDoesNotWaitForIt() {
    told(0);
    Call call = call(routed(Set.of(Trigger.RATE_LIMITED), Duration.ZERO), TERMS);

    assertThat(call.start(now)).isInstanceOf(Send.class);
    assertThat(call.target().name()).isEqualTo("other");
    assertThat(view().waiting()).isZero();
  }

  @Test
  void whoMayGoOnForASpentBudgetDoesSoWhenItsTurnComesTooLate() {
    told(0);
    Set<Trigger> spent = Set.of(Trigger.BUDGET_SPENT);
    assertThat(call(routed(spent, Duration.ZERO), TERMS).start(now)).isInstanceOf(Wait.class);
    Terms hurried = new Terms(Replay.FREE, SECOND).by(ALICE);
    Call call = call(routed(spent, Duration.ZERO), hurried);

    assertThat(call.start(now)).isInstanceOf(Send.class);
    assertThat(call.target().name()).isEqualTo("other");
  }

  @Test
  void aKeyThatWasRefusedHasNoQuota() {
    Call call = call();
    call.start(now);
    call.settle(now, Answers.status(401, limits(0)));

    assertThat(endpoints.quotas().view(now)).isEmpty();
    assertThat(call().start(now)).isInstanceOf(Send.class);
  }
}
