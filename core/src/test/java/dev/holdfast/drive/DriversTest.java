package dev.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Route;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same cases on every driver: none may have a policy of its own. */
class DriversTest {
  private static final Exchange<String> GOOD = send -> reply(Answers.OK, "good");
  private final VirtualTime time = new VirtualTime(1);
  private final List<CallEvent> events = new ArrayList<>();

  static Reply<String> reply(Outcome outcome, @Nullable String value) {
    return new Reply<>(outcome, value);
  }

  static Call call(Terms terms, Listener listener, Timekeeper time) {
    EndpointKey key = new EndpointKey("https://up.test", "/v1/messages", "-");
    Endpoint endpoint = new Endpoints(Policy.defaults(), time.random()).of(key);
    Engine engine = new Engine(Policy.defaults(), time.random(), listener);
    return new Call("call-1", Route.to(endpoint), terms, engine, time.now());
  }

  /** What happens at attempt 1, 2, …; the last one lasts. */
  @SafeVarargs
  private static Exchange<String> script(Exchange<String>... turns) {
    return send -> turns[Math.min(send.attempt(), turns.length) - 1].attempt(send);
  }

  private static Exchange<String> answers(int status, @Nullable String value) {
    return send -> reply(Answers.status(status), value);
  }

  private static Exchange<String> fails(IOException e) {
    return send -> {
      throw e;
    };
  }

  private String run(Driven driven, Exchange<String> exchange) throws Exception {
    return driven.run(call(Terms.DEFAULT, events::add, time), exchange, time);
  }

  private CallFailed failure(Driven driven, Exchange<String> exchange) {
    Throwable thrown = catchThrowable(() -> run(driven, exchange));
    assertThat(thrown).isInstanceOf(CallFailed.class);
    return (CallFailed) thrown;
  }

  private <E extends CallEvent> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Reason end() {
    assertThat(told(CallEnded.class)).hasSize(1);
    return told(CallEnded.class).get(0).reason();
  }

  @ParameterizedTest
  @EnumSource
  void aGoodAnswerIsHandedOn(Driven driven) throws Exception {
    assertThat(run(driven, GOOD)).isEqualTo("good");
    assertThat(end()).isEqualTo(Reason.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource
  void aGoodAnswerAfterFailuresIsHandedOn(Driven driven) throws Exception {
    Exchange<String> exchange =
        script(answers(529, "busy"), fails(new ConnectException()), answers(503, null), GOOD);

    assertThat(run(driven, exchange)).isEqualTo("good");
    assertThat(told(AttemptStarted.class)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void theValueOfTheLastFailedAttemptThatHadOneIsHandedOn(Driven driven) throws Exception {
    Exchange<String> exchange =
        script(answers(500, "first"), answers(529, "second"), answers(400, null));

    assertThat(run(driven, exchange)).isEqualTo("second");
    assertThat(end()).isEqualTo(Reason.NOT_RETRYABLE);
  }

  @ParameterizedTest
  @EnumSource
  void anUnwelcomeAnswerIsHandedOnAtOnce(Driven driven) throws Exception {
    assertThat(run(driven, script(answers(404, "no such model"), GOOD))).isEqualTo("no such model");
  }

  @ParameterizedTest
  @EnumSource
  void theValueOfAFailureIsNeverPassedOffAsTheGoodAnswers(Driven driven) {
    Exchange<String> exchange = script(answers(529, "busy"), send -> reply(Answers.OK, null));

    CallFailed failed = failure(driven, exchange);
    assertThat(failed.ending()).isEqualTo(new Ending.Answered());
    assertThat(failed).hasMessageStartingWith("no value after 2 attempts");
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyValueTheCallFailsWithItsTransportFailures(Driven driven) {
    IOException first = new ConnectException("first");
    IOException second = new SocketException("second");
    IOException third = new ConnectException("third");
    Exchange<String> exchange =
        script(fails(first), fails(second), fails(third), answers(401, null));

    CallFailed failed = failure(driven, exchange);
    assertThat(failed).hasCause(third);
    assertThat(failed.getSuppressed()).containsExactly(first, second);
    assertThat(failed.attempts()).isEqualTo(4);
    assertThat(failed).hasMessage("client after 4 attempts: retrying does not help");
  }

  @ParameterizedTest
  @EnumSource
  void oneExceptionThrownAgainAndAgainIsNoTrouble(Driven driven) {
    IOException same = new SocketException("Connection reset");

    CallFailed failed = failure(driven, fails(same));
    assertThat(failed).hasCause(same);
    assertThat(failed.getSuppressed()).isEmpty();
    assertThat(same.getSuppressed()).isEmpty();
    assertThat(end()).isEqualTo(Reason.BUDGET_SPENT);
  }

  @ParameterizedTest
  @EnumSource
  void aNonRepeatableRequestIsRepeatedOnlyIfItNeverLeft(Driven driven) throws Exception {
    Terms once = new Terms(Replay.ONLY_IF_REFUSED, null);
    Exchange<String> unreached = script(fails(new ConnectException()), GOOD);
    Exchange<String> reset = script(fails(new SocketException()), GOOD);

    assertThat(driven.run(call(once, Listener.NONE, time), unreached, time)).isEqualTo("good");
    assertThatThrownBy(() -> driven.run(call(once, Listener.NONE, time), reset, time))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("not safe to repeat");
  }

  @ParameterizedTest
  @EnumSource
  void anExchangeThatThrowsEndsTheCallWithWhatItThrew(Driven driven) {
    RuntimeException thrown = new IllegalStateException("bug");
    Exchange<String> broken =
        send -> {
          throw thrown;
        };

    assertThatThrownBy(() -> run(driven, broken)).isSameAs(thrown);
    assertThat(end()).isEqualTo(Reason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorEndsTheCallToo(Driven driven) {
    Error thrown = new AssertionError("bug");
    Exchange<String> broken =
        send -> {
          throw thrown;
        };

    assertThatThrownBy(() -> run(driven, broken)).isSameAs(thrown);
    assertThat(end()).isEqualTo(Reason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void anExchangeWithoutAReplyIsABug(Driven driven) {
    assertThatThrownBy(() -> run(driven, send -> null)).isInstanceOf(NullPointerException.class);
    assertThat(end()).isEqualTo(Reason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsOnceEndsTheCallOnce(Driven driven) {
    Listener broken =
        event -> {
          events.add(event);
          if (event instanceof AttemptEnded) {
            throw new IllegalStateException("listener");
          }
        };

    assertThatThrownBy(() -> driven.run(call(Terms.DEFAULT, broken, time), GOOD, time))
        .hasMessage("listener");
    assertThat(end()).isEqualTo(Reason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatAlwaysThrowsStillEndsTheCall(Driven driven) {
    AtomicInteger times = new AtomicInteger();
    Listener broken =
        event -> {
          throw new IllegalStateException("listener " + times.incrementAndGet());
        };

    assertThatThrownBy(() -> driven.run(call(Terms.DEFAULT, broken, time), GOOD, time))
        .hasMessage("listener 1");
  }
}
