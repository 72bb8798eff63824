package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.demo.Stage;
import java.io.PrintStream;
import java.time.Duration;

/** The demo on a terminal: in place where a person watches, else a line every few seconds. */
final class DemoStage implements Stage {
  private static final int BAR = 40;
  private static final int LINES = 4;
  private static final Duration FRAME = Duration.ofMillis(200);
  private static final Duration LINE = Duration.ofSeconds(5);

  private final Terminal terminal;
  private Duration next = Duration.ZERO;
  private boolean begun;

  DemoStage(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(Scene scene) {
    boolean last = scene.title().equals("done");
    if (scene.elapsed().compareTo(next) < 0 && !last) {
      return;
    }
    next = scene.elapsed().plus(terminal.live() ? FRAME : LINE);
    if (terminal.live()) {
      inPlace(scene);
    } else {
      terminal.out().println(clock(scene.elapsed()) + "  " + counts(scene) + "  " + scene.title());
    }
  }

  private void inPlace(Scene scene) {
    PrintStream out = terminal.out();
    Paint paint = terminal.paint();
    StringBuilder frame = new StringBuilder(begun ? "\u001b[" + LINES + "A" : "");
    begun = true;
    int full = (int) Math.min(BAR, BAR * scene.elapsed().toMillis() / scene.length().toMillis());
    String bar = paint.green("━".repeat(full)) + paint.dim("━".repeat(BAR - full));
    String clock = clock(scene.elapsed()) + " / " + clock(scene.length());
    boolean calm = scene.title().startsWith("all is well") || scene.title().equals("done");
    String title = calm ? paint.green(scene.title()) : paint.bold(paint.red(scene.title()));
    for (String line : new String[] {bar + "  " + clock, "", "now   " + title, counts(scene)}) {
      frame.append("\r\u001b[2K  ").append(line).append('\n');
    }
    out.print(frame);
    out.flush();
  }

  private String counts(Scene scene) {
    Counts counts = scene.counts();
    Paint paint = terminal.paint();
    String lost = "lost " + counts.lost();
    return "calls %d  answered %d  under way %d  retried %d  told %d  %s"
        .formatted(
            counts.calls(),
            counts.answered(),
            counts.waiting(),
            counts.retried(),
            counts.told(),
            counts.lost() == 0 ? paint.green(lost) : paint.red(lost));
  }

  private static String clock(Duration elapsed) {
    return "%02d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
