package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Holdfast;
import dev.holdfast.decide.Policy;
import dev.holdfast.drive.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a context waits for when it closes. */
class DepartureTest {
  private final Traffic traffic = new Traffic();
  private final Departure departure = new Departure(traffic);
  private final Holdfast holdfast = Holdfast.of(Policy.defaults()).listen(traffic);
  private final AtomicInteger gone = new AtomicInteger();

  private CompletableFuture<String> call(CompletableFuture<Reply<String>> answer) {
    return holdfast.callAsync(TrafficCalls.THERE, send -> answer);
  }

  @Test
  void withoutCallsItDoesNotWait() {
    departure.start();
    departure.stop(gone::incrementAndGet);
    assertThat(gone).hasValue(1);
    assertThat(departure.isRunning()).isFalse();
  }

  @Test
  void callsUnderWayFinishAndNewOnesAreLetThrough() {
    CompletableFuture<Reply<String>> first = new CompletableFuture<>();
    CompletableFuture<Reply<String>> second = new CompletableFuture<>();
    CompletableFuture<String> under = call(first);
    departure.stop(gone::incrementAndGet);
    CompletableFuture<String> late = call(second);
    assertThat(traffic.inFlight()).isEqualTo(2);
    first.complete(TrafficCalls.answer());
    assertThat(under).isCompletedWithValue("answer");
    assertThat(gone).hasValue(0);
    second.complete(TrafficCalls.answer());
    assertThat(late).isCompletedWithValue("answer");
    assertThat(gone).hasValue(1);
  }
}
