package dev.holdfast.drive;

import static dev.holdfast.drive.DriversTest.call;
import static dev.holdfast.drive.DriversTest.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.call.Terms;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.verdict.Answers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingDriverTest {
  private final VirtualTime time = new VirtualTime(1);
  private final List<CallEvent> events = new ArrayList<>();

  private String run(Exchange<String> exchange) throws Exception {
    return new BlockingDriver<>(call(Terms.DEFAULT, events::add, time), exchange, time).run();
  }

  private List<Reason> ends() {
    return events.stream()
        .filter(CallEnded.class::isInstance)
        .map(e -> ((CallEnded) e).reason())
        .toList();
  }

  @AfterEach
  void leaveNoInterruptBehind() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptedAttemptCancelsTheCall() {
    InterruptedException interrupt = new InterruptedException();

    assertThatThrownBy(() ->
            run(send -> {
              throw interrupt;
            }))
        .isSameAs(interrupt);
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void anInterruptedPauseCancelsTheCallAndSendsNothingMore() {
    assertThatThrownBy(() ->
            run(send -> {
              Thread.currentThread().interrupt();
              return reply(Answers.status(529), "busy");
            }))
        .isInstanceOf(InterruptedException.class);
    assertThat(events.stream().filter(AttemptStarted.class::isInstance)).hasSize(1);
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void whatAListenerThrowsOnCancellingIsAttachedAndDoesNotHideTheCause() {
    RuntimeException cause = new IllegalStateException("exchange");
    RuntimeException more = new IllegalStateException("listener");
    Exchange<String> broken =
        send -> {
          throw cause;
        };
    BlockingDriver<String> driver =
        new BlockingDriver<>(
            call(
                Terms.DEFAULT,
                event -> {
                  if (event instanceof CallEnded) {
                    throw more;
                  }
                },
                time),
            broken,
            time);

    assertThatThrownBy(driver::run).isSameAs(cause).hasSuppressedException(more);
  }

  @Test
  void aListenerThatThrowsTheSameExceptionTwiceIsNoTrouble() {
    RuntimeException same = new IllegalStateException("listener");
    BlockingDriver<String> driver =
        new BlockingDriver<>(
            call(
                Terms.DEFAULT,
                event -> {
                  throw same;
                },
                time),
            send -> reply(Answers.OK, "good"),
            time);

    assertThatThrownBy(driver::run).isSameAs(same);
  }
}
