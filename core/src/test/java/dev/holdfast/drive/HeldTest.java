package dev.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.breaker.Permit;
import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.Result;
import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.breaker.State;
import dev.holdfast.call.Call;
import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Route;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Calls that are held at the gate, driven by the real drivers. */
class HeldTest {
  private static final EndpointKey KEY = new EndpointKey("https://up.test", "/v1/messages", "-");

  /** Real threads on a clock that runs forty times as fast. */
  private static final class FastTime extends Timekeeper {
    private static final int SPEED = 40;

    private final Instant start = super.now();

    @Override
    public Instant now() {
      return start.plus(Duration.between(start, super.now()).multipliedBy(SPEED));
    }

    @Override
    public void sleep(Duration pause) throws InterruptedException {
      super.sleep(pause.dividedBy(SPEED));
    }

    @Override
    public void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
      super.await(condition, atMost.dividedBy(SPEED));
    }
  }

  private static Endpoint endpoint(Timekeeper time) {
    Breaker breaker = new Breaker(BreakerPolicy.defaults(), time.random());
    return new Endpoint(KEY, breaker, new RetryBudget(), new RequestShape());
  }

  private static Call call(String id, Endpoint endpoint, Listener listener, Timekeeper time) {
    Engine engine = new Engine(Policy.defaults(), time.random(), listener);
    return new Call(id, Route.to(endpoint), Terms.DEFAULT, engine, time.now());
  }

  private static void outage(Breaker breaker, Instant now) {
    for (int i = 0; breaker.stance() == Stance.PASS; i++) {
      Permit permit = (Permit) breaker.admit(now, Priority.INTERACTIVE, true);
      breaker.settle(now, permit, Result.FAILURE, now, i);
    }
  }

  @Test
  void whoFiresATicketDoesNotRunTheCallThatWaits() {
    VirtualTime time = new VirtualTime(1);
    Endpoint endpoint = endpoint(time);
    outage(endpoint.breaker(), time.now());
    AtomicInteger sent = new AtomicInteger();
    AsyncExchange<String> exchange =
        send -> {
          sent.incrementAndGet();
          return CompletableFuture.completedFuture(new Reply<>(Answers.OK, "good"));
        };
    CompletableFuture<String> held =
        new AsyncDriver<>(call("held", endpoint, Listener.NONE, time), exchange, time).run();
    assertThat(endpoint.breaker().standing(time.now()).held()).isEqualTo(1);
    endpoint.breaker().force(time.now(), false, time.now().plusSeconds(60));
    assertThat(sent).as("on the thread that fired").hasValue(0);

    time.runAll();
    assertThat(held).isCompletedWithValue("good");
    assertThat(sent).hasValue(1);
  }

  @Test
  void fiftyThreadsLiveThroughAnOutageAndNobodyStaysHeld() throws InterruptedException {
    FastTime time = new FastTime();
    Endpoint endpoint = endpoint(time);
    Instant from = time.now().plusSeconds(4);
    Instant to = from.plusSeconds(8);
    Queue<CallEvent> events = new ConcurrentLinkedQueue<>();
    Exchange<String> exchange =
        send -> {
          time.sleep(Duration.ofMillis(400));
          boolean down = !time.now().isBefore(from) && time.now().isBefore(to);
          Outcome outcome = down ? Answers.status(529) : Answers.OK;
          return new Reply<>(outcome, down ? null : "good");
        };
    CountDownLatch go = new CountDownLatch(1);
    Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 50; t++) {
      String name = "thread-" + t;
      Work work =
          () -> {
            for (int n = 0; time.now().isBefore(to.plusSeconds(8)); n++) {
              call(call(name + "-" + n, endpoint, events::add, time), exchange, time);
            }
          };
      threads.add(start(work, go, broken));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(broken).isEmpty();
    settleDown(endpoint, exchange, time);
    Standing standing = endpoint.breaker().standing(time.now());
    assertThat(standing.held()).isZero();
    assertThat(standing.state()).isEqualTo(State.CLOSED);
    assertThatCountsAddUp(events);
  }

  /** On a busy machine threads stall, failures look slow, and healing takes a little longer. */
  private static void settleDown(Endpoint endpoint, Exchange<String> exchange, Timekeeper time)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (endpoint.breaker().standing(time.now()).state() == State.CLOSED) {
        return;
      }
      call(call("late-" + i, endpoint, Listener.NONE, time), exchange, time);
    }
  }

  private static void assertThatCountsAddUp(Queue<CallEvent> events) {
    List<CallEnded> ends = of(CallEnded.class, events);
    List<AttemptStarted> starts = of(AttemptStarted.class, events);
    assertThat(ends).extracting(end -> end.call().id()).doesNotHaveDuplicates();
    assertThat(starts).hasSameSizeAs(of(AttemptEnded.class, events));
    assertThat(ends.stream().mapToInt(CallEnded::attempts).sum()).isEqualTo(starts.size());
    assertThat(ends).extracting(end -> end.call().id()).containsAll(ids(starts));
  }

  private static List<String> ids(List<AttemptStarted> starts) {
    return starts.stream().map(start -> start.call().id()).distinct().toList();
  }

  private static <E extends CallEvent> List<E> of(Class<E> type, Queue<CallEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread start(Work work, CountDownLatch go, Queue<Throwable> broken) {
    Thread thread =
        new Thread(() -> {
          try {
            go.await();
            work.run();
          } catch (InterruptedException | RuntimeException | Error e) {
            broken.add(e);
          }
        });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void call(Call call, Exchange<String> exchange, Timekeeper time)
      throws InterruptedException {
    try {
      assertThat(new BlockingDriver<>(call, exchange, time).run()).isEqualTo("good");
    } catch (CallFailed e) {
      assertThat(e.getMessage()).isNotBlank();
      time.sleep(Duration.ofMillis(400));
    }
  }
}
