package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** Many callers of one quota in virtual time, twice as many as it allows. */
final class QuotaCrowd {
  private static final Duration TIME = Duration.ofMinutes(3);

  /** What happens besides callers who come, wait and go. */
  enum Life {
    /** Nothing: everybody is alike, patient and on time. */
    PEACEFUL(true),
    /** Some are more important than others. */
    MIXED(true),
    /** Some leave, too; the upstream refuses some, and tells of less than we think. */
    TOLD(false),
    /** The same, and some come late. */
    CROWDED(false);

    private final boolean patient;

    Life(boolean patient) {
      this.patient = patient;
    }
  }

  /** A caller who was let go. */
  record Gone(int number, Priority priority, Instant at, int asks) {}

  /** A 429: how many had gone before it, and until when it keeps everybody out. */
  record Closure(int after, Instant until) {}

  private record Task(Instant due, long order, Runnable what) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private final List<Gone> gone = new ArrayList<>();
  private final List<Closure> closures = new ArrayList<>();
  private final Set<Integer> returned = new HashSet<>();
  private final Random random;
  private final QuotaWorld world;
  private final long limit;
  private Life life = Life.PEACEFUL;
  private long order;
  private int open;

  QuotaCrowd(long seed, long limit) {
    this.random = new Random(seed);
    this.world = QuotaWorld.requests(limit);
    this.limit = limit;
  }

  void run(Life lived) {
    life = lived;
    double at = 0;
    for (int i = 0; at < TIME.toSeconds(); i++) {
      at += -Math.log(1 - random.nextDouble()) * 60 / (2.0 * limit);
      int number = i;
      schedule(QuotaWorld.START.plusNanos((long) (at * 1e9)), () -> arrive(number));
    }
    while (!tasks.isEmpty()) {
      Task next = tasks.remove();
      world.now = next.due();
      next.what().run();
    }
  }

  private void schedule(Instant due, Runnable what) {
    tasks.add(new Task(due, order++, what));
  }

  private void arrive(int number) {
    open++;
    Duration patience = Duration.ofSeconds(life.patient ? 7200 : random.nextInt(90));
    Ask ask = new Ask(0, priority(), false);
    follow(number, ask, world.quota.ask(world.now, ask, patience), 1);
  }

  private Priority priority() {
    int die = life == Life.PEACEFUL ? 1 : random.nextInt(10);
    return die == 0 ? Priority.CRITICAL : die < 7 ? Priority.INTERACTIVE : Priority.BATCH;
  }

  private void follow(int number, Ask ask, Pace pace, int asks) {
    if (pace instanceof Go go) {
      open--;
      gone.add(new Gone(number, ask.priority(), world.now, asks));
      Instant answered = world.now.plusMillis(random.nextInt(1, 2_000));
      schedule(answered, () -> answer(number, go));
    } else if (pace instanceof Wait wait) {
      waits(number, ask, wait, asks);
    } else {
      open--;
    }
  }

  private void waits(int number, Ask ask, Wait wait, int asks) {
    if (!life.patient && random.nextInt(8) == 0) {
      long until = Duration.between(world.now, wait.until()).toNanos();
      schedule(world.now.plusNanos(random.nextLong(until + 1)), () -> leave(wait));
      return;
    }
    boolean late = life == Life.CROWDED && random.nextInt(8) == 0;
    Instant comes = late ? wait.until().plusMillis(random.nextInt(40_000)) : wait.until();
    Duration patience = Duration.ofMinutes(2);
    schedule(
        comes,
        () -> follow(number, ask, world.quota.again(world.now, wait.place(), patience), asks + 1));
  }

  private void leave(Wait wait) {
    open--;
    world.quota.leave(world.now, wait.place());
  }

  /** The upstream may refuse what went, or tell that less is left; or it was not sent after all. */
  private void answer(int number, Go go) {
    int die = life.patient ? 99 : random.nextInt(60);
    if (die == 0) {
      Duration hint = Duration.ofMillis(random.nextInt(1, 8_000));
      closures.add(new Closure(gone.size(), world.now.plus(hint)));
      returned.add(number);
      world.limited(go, QuotaReading.NONE, hint);
    } else if (die == 1) {
      world.told(Dimension.REQUESTS, limit, random.nextInt((int) limit));
    } else if (die == 2) {
      returned.add(number);
      world.leave(go);
    }
  }

  /** Who went. */
  List<Gone> gone() {
    return gone;
  }

  /** Who went and took a share. */
  List<Gone> taken() {
    return gone.stream().filter(one -> !returned.contains(one.number())).toList();
  }

  List<Closure> closures() {
    return closures;
  }

  int open() {
    return open;
  }

  int waiting() {
    return world.quota.view(world.now).waiting();
  }
}
