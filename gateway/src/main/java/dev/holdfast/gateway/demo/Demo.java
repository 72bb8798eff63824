package dev.holdfast.gateway.demo;

import dev.holdfast.drive.Timekeeper;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Window;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plays the outage against a running gateway and says what came of it. */
public final class Demo {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LONGEST_BURST = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration TITLE = Duration.ofSeconds(3);

  private final Timekeeper time = new Timekeeper();
  private final Score score = new Score();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final Deque<Act> play = new ArrayDeque<>(Act.PLAY);
  private final LabUpstream lab;
  private final Traffic traffic;
  private final Duration length;
  private String title = "all is well";
  private Duration titleEnds = Duration.ZERO;

  /**
   * A demo that has not begun.
   *
   * @param gateway in front of {@code lab}
   * @param length how long calls are made
   */
  public Demo(URI gateway, LabUpstream lab, Duration length) {
    this.lab = lab;
    this.traffic = new Traffic(gateway, time, score);
    this.length = length;
  }

  /** Makes calls one after the other for a while, and counts none. */
  public void warmUp(Duration length) throws InterruptedException {
    Instant end = time.now().plus(length);
    while (time.now().isBefore(end)) {
      traffic.warmUp();
    }
  }

  /** Plays to the end, or until it is cut short, and waits for calls under way. */
  public Summary play(Stage stage) throws InterruptedException {
    traffic.warmUp();
    lab.forgetCalls();
    Instant start = time.now();
    Duration elapsed = Duration.ZERO;
    while (elapsed.compareTo(length) < 0 && !cut.get()) {
      direct(elapsed);
      traffic.keepUp(elapsed);
      elapsed = next(stage, start, title);
    }
    Duration limit = elapsed.plus(PATIENCE);
    while (!score.settled() && elapsed.compareTo(limit) < 0) {
      elapsed = next(stage, start, "waiting for the last calls");
    }
    stage.show(new Stage.Scene(elapsed, length, "done", score.counts()));
    return Summary.of(score.all(), score.counts(), lab.calls());
  }

  /** Shows a moment, lets a little time pass and tells how much has. */
  private Duration next(Stage stage, Instant start, String now) throws InterruptedException {
    Duration elapsed = Duration.between(start, time.now());
    stage.show(new Stage.Scene(elapsed, length, now, score.counts()));
    time.sleep(TICK);
    return Duration.between(start, time.now());
  }

  /** Ends it early. */
  public void cutShort() {
    cut.set(true);
  }

  /** Begins the acts that are due. */
  private void direct(Duration elapsed) {
    Act next = play.peek();
    if (next != null && elapsed.toMillis() >= next.starts() * length.toMillis()) {
      play.remove();
      title = next.title();
      titleEnds = elapsed.plus(begin(next));
    } else if (elapsed.compareTo(titleEnds) > 0) {
      title = play.size() == Act.PLAY.size() ? "all is well" : "all is well again";
    }
  }

  /** Begins an act and tells how long it is to be announced. */
  private Duration begin(Act act) {
    Integer calls = act.calls();
    if (calls != null) {
      traffic.stage(act, calls);
      return TITLE;
    }
    Duration share = length.dividedBy(10);
    Duration burst = share.compareTo(LONGEST_BURST) < 0 ? share : LONGEST_BURST;
    Window window = Window.of(lab.elapsed(), burst);
    lab.faults(FaultRule.of(act.fault() + "*").withWindow(window));
    return burst;
  }
}
