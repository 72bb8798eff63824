package dev.holdfast.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Holdfast;
import dev.holdfast.call.Call;
import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Route;
import dev.holdfast.call.Target;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.decide.Trigger;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.drive.Reply;
import dev.holdfast.drive.VirtualTime;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.event.Trails;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What people read of calls that ran in virtual time; each text was reviewed as a whole. */
class TaleTest {
  private static final EndpointKey ENDPOINT =
      EndpointKey.of("https://up.test", "/v1/messages", "claude-opus-5");
  private static final Outcome OVERLOADED =
      Answers.envelope(529, "overloaded_error", "Overloaded", "request-id", "req_1");
  private static final Outcome COMPLETE = Answers.message("req_2", "end_turn");

  private final VirtualTime time = new VirtualTime(1);
  private final Endpoints endpoints = new Endpoints(Policy.defaults(), time.random());
  private final Endpoint endpoint = endpoints.of(ENDPOINT);
  private final Trails trails = new Trails();
  private final Holdfast holdfast = Holdfast.of(Policy.defaults()).on(time).listen(trails);

  /** The tale of a call whose attempts meet these outcomes, each after 50 ms; the last lasts. */
  private String call(Terms terms, Outcome... outcomes) throws Exception {
    try {
      holdfast.call(
          ENDPOINT,
          terms,
          send -> {
            time.sleep(Duration.ofMillis(50));
            Outcome outcome = outcomes[Math.min(send.attempt(), outcomes.length) - 1];
            return new Reply<>(outcome, outcome == COMPLETE ? "good" : null);
          });
    } catch (CallFailed e) {
      assertThat(e.trail()).isEqualTo(trails.lastFailed());
    }
    return text(trails.all().get(0));
  }

  private String call(Outcome... outcomes) throws Exception {
    return call(Terms.DEFAULT, outcomes);
  }

  private static String text(Trail trail) {
    return Tale.of(trail).toString();
  }

  /** The text under a name in the file of reviewed ones. */
  private static String reviewed(String name) throws IOException {
    try (InputStream file = TaleTest.class.getResourceAsStream("tales.txt")) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String[] after = all.split("== " + name + "\n", -1);
      assertThat(after).as(name).hasSize(2);
      return after[1].split("\n\n", -1)[0].stripTrailing();
    }
  }

  @Test
  void anOverloadThatPasses() throws Exception {
    assertThat(call(OVERLOADED, OVERLOADED, COMPLETE))
        .isEqualTo(reviewed("an overload that passes"));
  }

  @Test
  void aBadKey() throws Exception {
    assertThat(call(Answers.envelope(401, "authentication_error", "invalid x-api-key")))
        .isEqualTo(reviewed("a bad key"));
  }

  @Test
  void aStreamThatBreaksOff() throws Exception {
    assertThat(text(cut())).isEqualTo(reviewed("a stream that breaks off"));
  }

  /** Content had been handed on: the driver of a stream tells that to its call. */
  private Trail cut() {
    Call call = call(Route.to(endpoint));
    call.start(time.now());
    call.commit(time.now().plusMillis(400));
    call.settle(time.now().plusSeconds(3), Lost.of(Loss.RESET, Phase.CONTENT).named("req_7"));
    return call.trail();
  }

  private Call call(Route route) {
    Engine engine = new Engine(Policy.defaults(), time.random(), Listener.NONE);
    return new Call("call-1", route, Terms.DEFAULT, engine, time.now());
  }

  @Test
  void aModelThatStandsInForAnother() throws Exception {
    FallbackRule atOnce = new FallbackRule(Set.of(Trigger.OVERLOADED), Duration.ZERO);
    Endpoint other = endpoints.of(EndpointKey.of("https://up.test", "/v1/messages", "sonnet-5"));
    Target sonnet = new Target("sonnet-5", other, atOnce);
    Call call = call(Route.of(endpoint, List.of(sonnet)));
    call.start(time.now());
    call.settle(time.now().plusMillis(50), OVERLOADED);
    call.settle(time.now().plusMillis(900), COMPLETE);
    assertThat(text(call.trail())).isEqualTo(reviewed("a model that stands in"));
  }

  @Test
  void turnedAwayByABreakerThatSomebodyOpened() throws Exception {
    endpoint.breaker().force(time.now(), true, time.now().plusSeconds(60));
    Call call = call(Route.to(endpoint));
    call.start(time.now().plusSeconds(5));
    assertThat(text(call.trail())).isEqualTo(reviewed("turned away"));
  }

  @Test
  void leftWhileItWaited() throws Exception {
    Call call = call(Route.to(endpoint));
    call.start(time.now());
    assertThat(text(call.trail())).isEqualTo(reviewed("under way"));
    call.settle(time.now().plusMillis(50), OVERLOADED);
    call.cancel(time.now().plusMillis(80));
    assertThat(text(call.trail())).isEqualTo(reviewed("left in a pause"));
  }

  @Test
  void aQuotaThatIsUsedUpForLong() throws Exception {
    assertThat(call(Answers.envelope(429, "rate_limit_error", "m", "retry-after", "3600")))
        .isEqualTo(reviewed("a quota that is used up"));
  }

  @Test
  void nobodyThereAndADeadline() throws Exception {
    Terms terms = new Terms(Replay.FREE, Duration.ofSeconds(2));
    assertThat(call(terms, Answers.REFUSED_CONNECTION))
        .isEqualTo(reviewed("nobody there, and a deadline"));
  }

  @Test
  void aServerErrorTwice() throws Exception {
    assertThat(call(Answers.envelope(500, "api_error", "m")))
        .isEqualTo(reviewed("a server error twice"));
  }

  @Test
  void aPageOfAProxyInBetween() throws Exception {
    assertThat(call(Answers.body(502, "<html>"), COMPLETE))
        .isEqualTo(reviewed("a proxy in between"));
  }

  @Test
  void heldWhileTheUpstreamIsDownAndLetThroughWhenItIsBack() throws Exception {
    Instant back = time.now().plusSeconds(6);
    for (int i = 0; i < 12; i++) {
      time.after(Duration.ofMillis(200L * i), () -> arrive(back));
    }
    time.runAll();
    assertThat(trails.all()).hasSize(12).noneMatch(Trail::failed);
    assertThat(text(trails.find("call-1"))).isEqualTo(reviewed("held in the middle"));
    assertThat(text(trails.find("call-12"))).isEqualTo(reviewed("held at once"));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The trail tells how it ends.
  private void arrive(Instant back) {
    holdfast.callAsync(
        ENDPOINT,
        send -> {
          CompletableFuture<Reply<String>> reply = new CompletableFuture<>();
          boolean down = time.now().isBefore(back);
          Reply<String> late = down ? new Reply<>(OVERLOADED, null) : new Reply<>(COMPLETE, "good");
          time.after(Duration.ofMillis(50), () -> reply.complete(late));
          return reply;
        });
  }

  @Test
  void refusedBeforeItBegan() throws Exception {
    CallRef self = new CallRef("call-1", ENDPOINT);
    Instant now = time.now();
    CallNoted note = new CallNoted(self, now, new Note("refused", "refused with 413: too large"));
    CallEnded end = new CallEnded(self, now, 0, Duration.ZERO, null, Reason.SHED);
    assertThat(text(new Trail(self, now, List.of(note, end), 0)))
        .isEqualTo(reviewed("refused before it began"));
  }
}
