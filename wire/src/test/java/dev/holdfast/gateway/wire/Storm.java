package dev.holdfast.gateway.wire;

import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Window;
import dev.holdfast.lab.upstream.LabUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lab, a gateway with its defaults in front of it, and the callers behind it. */
final class Storm implements AutoCloseable {
  /**
   * All is left as it is but what reaches beyond this machine, and the limits of the lab's account.
   */
  private static final String YAML =
      """
      status-page: off
      history: {url: off}
      quota: {pacing: false}
      """;

  private final LabUpstream lab = LabUpstream.start();
  private final Watch watch = new Watch(lab::elapsed);
  private final Gateway gateway;
  private final Callers callers;

  Storm() throws Exception {
    var config =
        new ConfigReader(Map.of())
            .read(new ConfigFile("storm", Path.of("."), YAML), new Overrides(0, 0, lab.baseUrl()));
    gateway = Gateway.start(config, watch);
    callers = new Callers(gateway.url(), lab::elapsed);
    // So that what is measured is not the loading of classes.
    callers.run(20, Duration.ofSeconds(3));
    callers.finish(Duration.ofSeconds(10));
    callers.forget();
    lab.forgetCalls();
  }

  Callers callers() {
    return callers;
  }

  Watch watch() {
    return watch;
  }

  /** From so long from now on, for so long, such a share of the requests meets this fault. */
  Storm fault(String fault, double share, Duration in, Duration length) {
    Window window = Window.of(lab.elapsed().plus(in), length);
    lab.faults(FaultRule.of(fault).withShare(share).withWindow(window));
    return this;
  }

  Duration elapsed() {
    return lab.elapsed();
  }

  /** What came of the calls and attempts that began between two moments. */
  Figures figures(String name, Duration from, Duration to) {
    long attempts =
        lab.calls().stream()
            .map(LabCall::attempts)
            .flatMap(List::stream)
            .map(Attempt::at)
            .filter(at -> at.compareTo(from) >= 0 && at.compareTo(to) < 0)
            .count();
    @Nullable Duration lastOpen = watch.lastOpen();
    return new Figures(
        name,
        callers.made(from, to),
        callers.answered(from, to),
        attempts,
        lastOpen == null ? null : lastOpen.minus(to),
        callers.slowest(from, to));
  }

  @Override
  public void close() {
    callers.close();
    gateway.close();
    lab.close();
  }
}
