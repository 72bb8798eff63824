package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A hundred threads share one breaker through outages and calm, in time that runs fifty times as
 * fast. In the end every call has ended, nobody is held, and the breaker is closed; else it exits
 * with 1.
 */
public final class Crowd {
  private static final int THREADS = 100;
  private static final int FASTER = 50;
  private static final Duration LIFE = Duration.ofMinutes(40);
  private static final Duration CALM = Duration.ofMinutes(5);
  private static final Duration HOLD = Duration.ofSeconds(15);
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final long begin = System.nanoTime();
  private final Breaker breaker =
      new Breaker(BreakerPolicy.defaults(), () -> ThreadLocalRandom.current().nextLong());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Crowd() {}

  /** Takes a minute. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(new Crowd().run() ? 0 : 1);
  }

  private Instant now() {
    return START.plusNanos((System.nanoTime() - begin) * FASTER);
  }

  private boolean over(Duration life) {
    return now().isAfter(START.plus(life));
  }

  private boolean run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::live, "caller-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    int stuck = 0;
    for (Thread thread : threads) {
      // Far beyond the longest hold: who is not back by then never will be.
      thread.join(LIFE.plus(CALM).plus(CALM).toMillis() / FASTER);
      stuck += thread.isAlive() ? 1 : 0;
    }
    Standing standing = breaker.standing(now());
    System.out.printf(
        "crowd: %s calls, %s held, %s refused, %s failed, %d stuck, in the end %s%n",
        calls, held, refused, failed, stuck, standing);
    return stuck == 0 && standing.held() == 0 && standing.state() == State.CLOSED;
  }

  private void live() {
    while (!over(LIFE)) {
      call(calls.incrementAndGet());
      pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1500)));
    }
  }

  private void call(int id) {
    Priority priority = Priority.values()[id % 3];
    Admission answer = breaker.admit(now(), priority, id % 11 != 0);
    Instant until = now().plus(HOLD);
    held.addAndGet(answer instanceof Held ? 1 : 0);
    while (answer instanceof Held wait) {
      if (now().isAfter(until)) {
        breaker.leave(now(), wait.place());
        return;
      }
      await(wait, wait.until().isBefore(until) ? wait.until() : until);
      answer = breaker.again(now(), wait.place());
    }
    if (answer instanceof Permit permit) {
      send(permit, id);
    } else {
      refused.incrementAndGet();
    }
  }

  /** Until the ticket fires or the moment comes. */
  private void await(Held wait, Instant until) {
    Thread me = Thread.currentThread();
    wait.ticket().onFire(() -> LockSupport.unpark(me));
    while (!wait.ticket().fired() && now().isBefore(until)) {
      LockSupport.parkNanos(Duration.between(now(), until).toNanos() / FASTER);
    }
  }

  private void send(Permit permit, int id) {
    Instant sent = now();
    int luck = ThreadLocalRandom.current().nextInt(100);
    boolean slow = luck < 2;
    pause(Duration.ofMillis(slow ? 2500 : 300));
    Result result = bad() ? slow ? Result.SLOW_FAILURE : Result.FAILURE : Result.SUCCESS;
    result = luck >= 90 ? Result.CANCELLED : luck >= 88 ? Result.UNSENT : result;
    failed.addAndGet(result.failed() ? 1 : 0);
    breaker.settle(now(), permit, result, sent, id);
  }

  /** Every other two minutes, but for the last five. */
  private boolean bad() {
    return Duration.between(START, now()).toMinutes() / 2 % 2 == 1 && !over(LIFE.minus(CALM));
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos() / FASTER);
  }
}
