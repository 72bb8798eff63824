package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.lab.calls.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that leaves takes its call with it, wherever the call is at that moment. */
class DepartureTest {
  /** Measured: 1 to 3 ms on an idle machine. */
  private static final Duration SOON = Duration.ofMillis(1500);

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  /** The first call of a process loads classes for a while. */
  @BeforeAll
  static void warmUp() throws Exception {
    RIG.ask().stream().fault("529").send();
  }

  /** How a caller leaves. */
  enum Way {
    GOODBYE {
      @Override
      void leave(Line line) throws IOException {
        line.close();
      }
    },
    RESET {
      @Override
      void leave(Line line) throws IOException {
        line.reset();
      }
    };

    abstract void leave(Line line) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void whileNothingIsAnswered(Way way) throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw(Asking.JSON, "x-lab-fault: stall"));
    RIG.arrives(ask, 1);
    leaves(ask, way, line, "before the answer");
  }

  @ParameterizedTest
  @EnumSource
  void inTheMiddleOfAStream(Way way) throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw(Asking.STREAM, "x-lab-answer: text;events=100000;gap=5ms"));
    line.until("content_block_delta");
    leaves(ask, way, line, "mid-stream");
  }

  @ParameterizedTest
  @EnumSource
  void whileTheHeadIsHeld(Way way) throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw(Asking.STREAM, "x-lab-fault: stall-after-1-events"));
    RIG.arrives(ask, 1);
    leaves(ask, way, line, "while the head is held");
  }

  @ParameterizedTest
  @EnumSource
  void whileItDoesNotRead(Way way) throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw(Asking.STREAM, "x-lab-answer: text;events=900000;bytes=1000"));
    line.until("content_block_delta");
    leaves(ask, way, line, "while it does not read");
  }

  private static void leaves(Asking ask, Way way, Line line, String when) throws Exception {
    Duration before = RIG.lab().elapsed();
    way.leave(line);
    Attempt attempt = RIG.gone(ask);
    Duration took = attempt.endedAt().minus(before);
    System.out.printf("caller leaves %s (%s): %.1f ms%n", when, way, took.toNanos() / 1e6);
    assertThat(took).isLessThan(SOON);
    cancelledOnce();
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void duringAPauseNoFurtherAttemptIsMade() throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw(Asking.JSON, "x-lab-fault: 529;retry-after=1"));
    RIG.heard().await(events -> !RIG.heard().attempts().isEmpty());
    line.close();
    cancelledOnce();
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void whileItsBodyIsStillComing() throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    String request = ask.raw("x".repeat(1_000_000));
    line.send(request.substring(0, 500_000));
    Rig.until(() -> RIG.gateway().memory().used() > 0, "the body comes");
    line.close();
    Rig.until(() -> RIG.gateway().memory().used() == 0, "the body is forgotten");
    assertThat(RIG.lab().calls()).isEmpty();
    assertThat(RIG.heard().events()).isEmpty();
  }

  @Test
  void whileTheUpstreamTakesTheBodySlowly() throws Exception {
    Asking ask = RIG.ask();
    Line line = RIG.line();
    line.send(ask.raw("x".repeat(8_000_000), "x-lab-fault: slow-read=100000"));
    RIG.arrives(ask, 1);
    line.close();
    cancelledOnce();
  }

  @Test
  void whileACallOfTheSameConnectionWaitsItsTurn() throws Exception {
    Asking first = RIG.ask();
    Asking second = RIG.ask();
    Line line = RIG.line();
    line.send(first.raw(Asking.JSON, "x-lab-fault: stall") + second.raw(Asking.JSON));
    RIG.arrives(first, 1);
    leaves(first, Way.GOODBYE, line, "with a call behind it");
    assertThat(RIG.attempts(second)).isEmpty();
  }

  private static void cancelledOnce() throws Exception {
    List<CallEnded> ends = RIG.heard().ends(1);
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).reason()).isEqualTo(Reason.CANCELLED);
  }
}
