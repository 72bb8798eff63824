package dev.holdfast.gateway.watch;

import dev.holdfast.situation.Situation;
import dev.holdfast.situation.Survey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the situation once a second, and at once when something turns. On a thread of its own: a
 * picture takes milliseconds, which no event loop has. Whoever wants one takes the last.
 */
public final class Situations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Situations.class);
  private static final int TOGETHER_MILLIS = 20;

  private final Source source;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean turned = new AtomicBoolean();
  private volatile Consumer<Picture> viewer = picture -> {};
  private volatile Picture last;

  /** What pictures are drawn from. */
  public interface Source {
    /** What was counted, what the breakers do, what the page says. */
    Survey survey(Instant now);

    /** What is known besides. */
    Survey.Known known(Survey survey, Instant now);
  }

  /** Draws the first picture; others follow when it is started or told of a turn. */
  public Situations(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.thread = new ScheduledThreadPoolExecutor(1, Situations::named);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRejectedExecutionHandler((late, closed) -> {});
    this.last = picture();
  }

  private static Thread named(Runnable task) {
    Thread drawing = Executors.defaultThreadFactory().newThread(task);
    drawing.setName("holdfast-situation");
    drawing.setDaemon(true);
    return drawing;
  }

  /** Draws once a second from here on. */
  @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong when drawing is logged there.
  public void start() {
    thread.scheduleWithFixedDelay(this::draw, 1, 1, TimeUnit.SECONDS);
  }

  /** Something turned: a breaker, the page. Draws at once, but once for all that turn together. */
  @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong when drawing is logged there.
  public void turn() {
    if (turned.compareAndSet(false, true)) {
      thread.schedule(this::draw, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The last picture. */
  public Picture last() {
    return last;
  }

  /**
   * Shows every new picture to somebody, on the drawing thread.
   *
   * @param eyes must not throw, and be done in milliseconds
   */
  public void show(Consumer<Picture> eyes) {
    viewer = viewer.andThen(eyes);
  }

  /** Draws now. */
  public synchronized void draw() {
    // Before drawing: what turns meanwhile may have come too late for this picture.
    turned.set(false);
    try {
      Picture next = picture();
      boolean other = next.situation().row() != last.situation().row();
      last = next;
      if (other) {
        LOG.atInfo().log("situation: {}", next.situation().line());
      }
      viewer.accept(next);
    } catch (RuntimeException e) {
      // The next one may go well; without a catch there would be no next one.
      LOG.atError().setCause(e).log("the situation could not be drawn");
    }
  }

  private Picture picture() {
    Instant now = clock.instant();
    Survey survey = source.survey(now);
    return Picture.of(Situation.of(survey.signals(source.known(survey, now), now), now), survey);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
