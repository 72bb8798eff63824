package dev.holdfast.lab.conformity;

import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.upstream.LabUpstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs scenarios against a client, all at once: most of their time is waiting. */
public final class Conformity {
  /** What the lab says when all goes well. */
  private static final String ANSWER = "All is calm at the lab.";

  private static final AtomicLong IDS = new AtomicLong();

  private static final Scenario WARM_UP = new Scenario("warm up", true, "none", Sight.ANSWER, 1, 1);

  private final LabUpstream lab;
  private final Duration patience;

  /**
   * A suite.
   *
   * @param lab what the clients talk to, directly or not
   * @param patience how long a client is watched before it counts as waiting
   */
  public Conformity(LabUpstream lab, Duration patience) {
    this.lab = lab;
    this.patience = patience;
  }

  /** Runs the scenarios; the observations are in their order. */
  public List<Observation> run(List<Scenario> scenarios, Subject subject)
      throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(Conformity::daemon);
    try {
      // Once before it counts: the first call of a client loads a thousand classes.
      observe(WARM_UP, subject, threads);
      List<Callable<Observation>> runs = new ArrayList<>();
      scenarios.forEach(scenario -> runs.add(() -> observe(scenario, subject, threads)));
      List<Observation> observations = new ArrayList<>();
      for (Future<Observation> run : threads.invokeAll(runs)) {
        observations.add(run.get());
      }
      return observations;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Text told by one thread and read by another. */
  private static final class Heard {
    private String text = "";

    synchronized void add(String piece) {
      text += piece;
    }

    @Override
    public synchronized String toString() {
      return text;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "conformity");
    thread.setDaemon(true);
    return thread;
  }

  private Observation observe(Scenario scenario, Subject subject, ExecutorService threads)
      throws InterruptedException {
    String id = "conformity-" + IDS.incrementAndGet();
    Asked call = new Asked(id, scenario.stream(), scenario.faults());
    Heard text = new Heard();
    long start = System.nanoTime();
    Future<?> asked =
        threads.submit(() -> {
          subject.ask(call, text::add);
          return null;
        });
    @Nullable Throwable thrown = null;
    boolean waits = false;
    try {
      asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      thrown = e.getCause();
    } catch (TimeoutException e) {
      waits = true;
      asked.cancel(true);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Sight sight = waits ? Sight.WAITS : sight(scenario, text.toString(), thrown);
    return new Observation(
        scenario, sight, words(sight, text.toString(), thrown), attempts(id), took);
  }

  private static Sight sight(Scenario scenario, String text, @Nullable Throwable thrown) {
    if (thrown != null) {
      return text.isEmpty() ? Sight.ERROR : Sight.BROKEN;
    }
    // All of the text without its end is still not an answer that anybody vouched for.
    boolean endless = scenario.sees() == Sight.BROKEN;
    return text.equals(ANSWER) && !endless ? Sight.ANSWER : Sight.SHORT;
  }

  private static String words(Sight sight, String text, @Nullable Throwable thrown) {
    String part = text.isEmpty() ? "" : "“" + text + "”, ";
    return switch (sight) {
      case ANSWER -> "the answer";
      case WAITS -> part + "then waits";
      case SHORT -> part + "no error";
      case ERROR, BROKEN -> part + (thrown == null ? "" : name(thrown));
    };
  }

  private static String name(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }

  private int attempts(String id) {
    return lab.calls().stream()
        .filter(call -> call.id().equals(id))
        .map(LabCall::attempts)
        .mapToInt(List::size)
        .sum();
  }
}
