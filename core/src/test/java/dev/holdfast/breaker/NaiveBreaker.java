package dev.holdfast.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The breaker as one would write it down: lists of all that ever happened, counted anew for every
 * question. No slices, no shared words, no lock. It draws chance at the same moments as the real
 * one, so that with the same seed both must say the same. Its clock never goes back.
 */
final class NaiveBreaker {
  /** A call, from its question to its end. */
  static final class Caller {
    final Priority priority;
    final int order;
    boolean waiting;
    boolean dismissed;
    boolean woken;
    @Nullable Send grant;
    Instant until = Instant.MAX;

    Caller(Priority priority, int order) {
      this.priority = priority;
      this.order = order;
    }
  }

  /** Leave to send; the moment is null until somebody picked it up. */
  static final class Send {
    final Permit.Kind kind;
    final long age;
    @Nullable Instant at;
    boolean paid;

    Send(Permit.Kind kind, long age) {
      this.kind = kind;
      this.age = age;
    }
  }

  private record Failure(Instant at, boolean failed, boolean slow) {}

  private record Decided(Instant at, boolean failed) {}

  private final Random random;
  private final List<Instant> starts = new ArrayList<>();
  private final List<Instant> failures = new ArrayList<>();
  private final List<Failure> marks = new ArrayList<>();
  private final List<Object> run = new ArrayList<>();
  private final List<Caller> queue = new ArrayList<>();
  private final List<Send> sends = new ArrayList<>();
  private final List<Decided> decided = new ArrayList<>();
  private final List<Send> trials = new ArrayList<>();
  State state = State.CLOSED;
  Instant since = Instant.MIN;
  private Instant now = Instant.MIN;
  private Instant forcedUntil = Instant.MAX;
  private Instant runFrom = Instant.MIN;
  private Instant slowUntil = Instant.MIN;
  private Instant failedAt = Instant.MIN;
  private Instant probeAt = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private @Nullable Caller leader;
  private Instant leaderUntil = Instant.MAX;
  private long age;
  private int callers;
  private int turnsOfNewest;
  long credits;
  private int reopenings;
  private int trialsWon;

  NaiveBreaker(long seed) {
    random = new Random(seed);
  }

  // What may happen to it. Each answer is a Send, a Caller who must wait, or a Duration: refused.

  Object ask(Instant at, Priority priority, boolean mayHold) {
    now = at;
    if (state == State.CLOSED) {
      return start(Permit.Kind.CLOSED);
    }
    expire();
    Object answer = answer(new Caller(priority, callers++), mayHold);
    after();
    return answer;
  }

  Object again(Instant at, Caller caller) {
    now = at;
    expire();
    Object answer = resume(caller);
    after();
    return answer;
  }

  void leave(Instant at, Caller caller) {
    now = at;
    expire();
    caller.waiting = false;
    queue.remove(caller);
    Send grant = caller.grant;
    if (grant != null && grant.age == age && grant.at == null) {
      takeBack(grant);
    }
    caller.dismissed = true;
    after();
  }

  void settle(Instant at, Send send, Result result, Instant sentAt, Object call) {
    now = at;
    expire();
    if (send.age == age) {
      came(send, result, sentAt, call);
    }
    after();
  }

  void brokeOff(Instant at, boolean slow, Instant sentAt, Object call) {
    now = at;
    expire();
    if (!sentAt.isBefore(since)) {
      failed(slow ? Result.SLOW_FAILURE : Result.FAILURE, sentAt, call);
    }
    after();
  }

  void force(Instant at, boolean open, Instant until) {
    now = at;
    expire();
    become(open ? State.FORCED_OPEN : State.FORCED_CLOSED);
    forcedUntil = until;
    dismissAll();
    after();
  }

  void look(Instant at) {
    now = at;
    expire();
    after();
  }

  int held() {
    return queue.size();
  }

  // Who may go.

  private Object answer(Caller caller, boolean mayHold) {
    return switch (state) {
      case CLOSED, FORCED_CLOSED -> start(Permit.Kind.CLOSED);
      case FORCED_OPEN -> Duration.between(now, forcedUntil);
      case DRAINING, HALF_OPEN -> trial();
      case GATED -> gate(caller, mayHold);
    };
  }

  private Object gate(Caller caller, boolean mayHold) {
    paySurvivors();
    Send leave = queue.isEmpty() ? pass() : null;
    if (leave != null) {
      return sent(leave);
    }
    long alike = queue.stream().filter(c -> c.priority == caller.priority).count();
    return mayHold && alike < 5000 ? hold(caller) : atLeastASecond(probeAt);
  }

  private Object resume(Caller caller) {
    Send grant = caller.grant;
    if (grant != null && grant.age == age) {
      return grant.at == null ? sent(grant) : grant;
    }
    if (state != State.GATED || caller.dismissed) {
      return answer(caller, false);
    }
    caller.grant = null;
    if (!queue.contains(caller)) {
      queue.add(caller);
    }
    paySurvivors();
    serve();
    Send granted = caller.grant;
    return granted == null ? hold(caller) : sent(granted);
  }

  private Caller hold(Caller caller) {
    if (!queue.contains(caller)) {
      queue.add(caller);
    }
    caller.waiting = true;
    caller.woken = false;
    caller.until = Instant.MAX;
    if (first() == caller) {
      leader = caller;
      leaderUntil = next();
      caller.until = leaderUntil;
    }
    return caller;
  }

  private @Nullable Caller first() {
    Comparator<Caller> byAge = Comparator.comparingInt(c -> c.order);
    return queue.stream()
        .min(
            Comparator.comparing((Caller c) -> c.priority)
                .thenComparing(turnsOfNewest > 0 ? byAge.reversed() : byAge))
        .orElse(null);
  }

  private @Nullable Send pass() {
    if (credits > 0) {
      credits--;
      return start(Permit.Kind.CREDIT);
    }
    if (now.isBefore(probeAt)) {
      return null;
    }
    planProbe();
    return start(Permit.Kind.PROBE);
  }

  private void planProbe() {
    probeAt = now.plusNanos((long) (1.25e9 * (0.5 + random.nextDouble() / 2)));
  }

  private Send start(Permit.Kind kind) {
    starts.add(now);
    return new Send(kind, age);
  }

  private Send sent(Send send) {
    send.at = now;
    sends.add(send);
    return send;
  }

  private void serve() {
    for (Caller caller = first(); caller != null; caller = first()) {
      Send leave = pass();
      if (leave == null) {
        return;
      }
      caller.grant = leave;
      queue.remove(caller);
      turnsOfNewest = Math.max(0, turnsOfNewest - 1);
      caller.woken = true;
    }
  }

  private Object trial() {
    trials.removeIf(send -> !now.isBefore(at(send).plusSeconds(30)));
    if (now.isBefore(pausedUntil) || trials.size() + trialsWon >= 10) {
      return atLeastASecond(pausedUntil);
    }
    if (state == State.DRAINING) {
      become(State.HALF_OPEN);
    }
    Send send = new Send(Permit.Kind.TRIAL, age);
    send.at = now;
    trials.add(send);
    return send;
  }

  private Duration atLeastASecond(Instant then) {
    Duration wait = Duration.between(now, then);
    return wait.toMillis() >= 1000 ? wait : Duration.ofSeconds(1);
  }

  private static Instant at(Send send) {
    return send.at == null ? Instant.MAX : send.at;
  }

  // What comes back.

  private void came(Send send, Result result, Instant sentAt, Object call) {
    boolean under = sends.contains(send) && !send.paid;
    sends.remove(send);
    boolean trial = trials.remove(send);
    boolean left = result == Result.CANCELLED || result == Result.SLOW_CANCELLED;
    if (state == State.GATED && left) {
      turnsOfNewest = Math.min(50, turnsOfNewest + 3);
    }
    switch (result) {
      case UNSENT -> {
        if (state == State.GATED && (under || send.kind == Permit.Kind.PROBE)) {
          takeBack(send);
        }
      }
      case SUCCESS -> {
        pay(under);
        success(trial);
      }
      case NEUTRAL -> pay(under);
      case FAILURE, SLOW_FAILURE -> {
        decided.add(new Decided(now, true));
        failedAt = now;
        failed(result, sentAt, call);
      }
      case SLOW_CANCELLED -> {
        // While it is closed a caller who leaves says nothing: people do.
        if (state != State.CLOSED) {
          marks.add(new Failure(now, false, true));
        }
      }
      case CANCELLED -> {}
    }
  }

  private void success(boolean trial) {
    decided.add(new Decided(now, false));
    failedAt = failedAt.isAfter(now) ? now : failedAt;
    if (state == State.CLOSED) {
      run.clear();
    }
    trialsWon += trial ? 1 : 0;
    if (state == State.HALF_OPEN && trialsWon >= 10) {
      close();
    }
  }

  private void failed(Result result, Instant sentAt, Object call) {
    marks.add(new Failure(now, true, result == Result.SLOW_FAILURE));
    slowUntil = result == Result.SLOW_FAILURE ? now.plusSeconds(30) : slowUntil;
    if (sentAt.getEpochSecond() + 30 <= now.getEpochSecond()) {
      starts.add(now);
    }
    failures.add(now);
    runFrom = run.isEmpty() ? now : runFrom;
    run.add(call);
    if (state == State.CLOSED) {
      trip();
    } else if (state == State.HALF_OPEN) {
      reopenings++;
      drain();
    } else if (state == State.GATED && slow()) {
      reopenings = 0;
      drain();
      dismissAll();
    }
  }

  private void trip() {
    boolean ratio = last(starts, 30) >= 20 && last(failures, 30) > 0.3 * last(starts, 30);
    long span = now.getEpochSecond() - runFrom.getEpochSecond() + 1;
    boolean inARow =
        run.size() >= 8
            && run.stream().distinct().count() >= 3
            && 2L * run.size() >= last(starts, Math.min(30, span));
    if ((ratio || inARow) && slow()) {
      reopenings = 0;
      drain();
    } else if (ratio || inARow) {
      long second = now.getEpochSecond() - 1;
      long good = Math.max(0, in(starts, second) - in(failures, second));
      become(State.GATED);
      failedAt = now;
      credits = ratio ? 3 * good : 0;
      decided.clear();
      sends.clear();
      leader = null;
      planProbe();
    }
  }

  private boolean slow() {
    List<Failure> recent =
        marks.stream().filter(mark -> !mark.at().plusSeconds(5).isBefore(now)).toList();
    long slow = recent.stream().filter(Failure::slow).count();
    long failed = recent.stream().filter(Failure::failed).count();
    return slow >= 2 && slow * 10 >= failed;
  }

  private void drain() {
    become(State.DRAINING);
    trials.clear();
    trialsWon = 0;
    double pause = Math.min(60e9, 10e9 * Math.pow(1.5, reopenings));
    pausedUntil = now.plusNanos((long) (pause * (0.8 + 0.4 * random.nextDouble())));
  }

  // Money.

  private void pay(boolean under) {
    if (state == State.GATED && under) {
      long most = Math.max(50, in(starts, now.getEpochSecond() - 1));
      credits = Math.max(credits, Math.min(most, credits + 3));
    }
  }

  private void takeBack(Send send) {
    if (send.kind == Permit.Kind.CREDIT) {
      credits++;
    } else {
      probeAt = Instant.MIN;
    }
  }

  private void paySurvivors() {
    for (Send send : unproven().toList()) {
      if (!now.isBefore(slowUntil) && !now.isBefore(at(send).plusSeconds(2))) {
        send.paid = true;
        pay(true);
      }
    }
  }

  private Stream<Send> unproven() {
    return sends.stream().filter(send -> send.age == age && !send.paid);
  }

  private Instant next() {
    Instant survival =
        unproven().findFirst().map(send -> at(send).plusSeconds(2)).orElse(Instant.MAX);
    Instant proof = survival.isBefore(slowUntil) ? slowUntil : survival;
    return proof.isBefore(probeAt) ? proof : probeAt;
  }

  // What follows.

  private void after() {
    if (state != State.GATED) {
      return;
    }
    paySurvivors();
    serve();
    Caller first = first();
    if (first != null && (first != leader || next().isBefore(leaderUntil))) {
      leader = first;
      leaderUntil = next();
      first.woken = true;
    }
    if (queue.isEmpty() && healthy()) {
      close();
    }
  }

  private boolean healthy() {
    List<Decided> twenty = decided.subList(Math.max(0, decided.size() - 20), decided.size());
    List<Instant> all = decided.stream().map(Decided::at).toList();
    List<Instant> bad = decided.stream().filter(Decided::failed).map(Decided::at).toList();
    boolean many =
        twenty.size() == 20
            && twenty.stream().filter(Decided::failed).count() < 4
            && last(bad, 2) * 5 <= last(all, 2);
    List<Decided> five = decided.subList(Math.max(0, decided.size() - 5), decided.size());
    boolean few = five.size() == 5 && five.stream().noneMatch(Decided::failed);
    return many || (few && !now.isBefore(failedAt.plusSeconds(30)));
  }

  private long last(List<Instant> list, long seconds) {
    long newest = now.getEpochSecond();
    return list.stream().filter(at -> at.getEpochSecond() > newest - seconds).count();
  }

  private static long in(List<Instant> list, long second) {
    return list.stream().filter(at -> at.getEpochSecond() == second).count();
  }

  private void expire() {
    boolean forced = state == State.FORCED_OPEN || state == State.FORCED_CLOSED;
    if (forced && !now.isBefore(forcedUntil)) {
      close();
    }
  }

  private void close() {
    starts.clear();
    failures.clear();
    marks.clear();
    run.clear();
    slowUntil = Instant.MIN;
    become(State.CLOSED);
  }

  private void dismissAll() {
    for (Caller caller : queue) {
      caller.dismissed = true;
      caller.woken = true;
    }
    queue.clear();
    turnsOfNewest = 0;
  }

  private void become(State next) {
    state = next;
    since = now;
    age++;
  }
}
