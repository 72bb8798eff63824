package dev.holdfast.gateway.board;

import dev.holdfast.situation.Advice;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** The process itself: what it holds at this moment, what it is, and how its JVM fares. */
final class ProcessMeters implements AutoCloseable {
  /** Of what Micrometer knows of a JVM, what an operator asks for. */
  private static final Set<String> JVM =
      Set.of(
          "jvm.memory.used",
          "jvm.memory.committed",
          "jvm.memory.max",
          "jvm.gc.pause",
          "process.uptime",
          "process.start.time",
          "process.cpu.usage",
          "process.cpu.time",
          "system.cpu.count");

  private final JvmGcMetrics gc = new JvmGcMetrics();

  private ProcessMeters() {}

  /** To be called before any other meter is made: it also bounds what the registry takes. */
  static ProcessMeters of(MeterRegistry registry, Vitals vitals, String version) {
    registry.config().meterFilter(MeterFilter.denyUnless(id -> ours(id.getName())));
    // Causes are many and the JDK's own; action and collector are enough.
    registry.config().meterFilter(MeterFilter.ignoreTags("cause"));
    gauges(registry, vitals, version);
    new JvmMemoryMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    ProcessMeters process = new ProcessMeters();
    process.gc.bindTo(registry);
    return process;
  }

  @Override
  public void close() {
    gc.close();
  }

  private static boolean ours(String name) {
    return name.startsWith("holdfast.") || name.startsWith("gen_ai.") || JVM.contains(name);
  }

  private static void gauges(MeterRegistry registry, Vitals vitals, String version) {
    Gauge.builder("holdfast.calls.in.flight", vitals, Vitals::callsInFlight)
        .description("Calls that have begun and not ended")
        .strongReference(true)
        .register(registry);
    Gauge.builder("holdfast.replay.memory", vitals, Vitals::replayMemoryUsed)
        .description("Request bodies kept for sending again")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    Gauge.builder("holdfast.replay.memory.limit", vitals, Vitals::replayMemoryLimit)
        .description("How much of them may be kept")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    for (Advice advice : Advice.values()) {
      Gauge.builder("holdfast.situation", vitals, now -> now.advice() == advice ? 1 : 0)
          .description("1 for what the situation advises, 0 for what it does not")
          .tags("advice", advice.slug())
          .strongReference(true)
          .register(registry);
    }
    history(registry, vitals);
    Gauge.builder("holdfast.build.info", () -> 1)
        .description("Always 1; the labels tell the build")
        .tags("version", version, "java", System.getProperty("java.version"))
        .register(registry);
  }

  private static void history(MeterRegistry registry, Vitals vitals) {
    Gauge.builder("holdfast.history.up", vitals, Vitals::historyUp)
        .description("1 while the history is written, 0 while it is not")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("holdfast.history.dropped", vitals, Vitals::historyDropped)
        .description("Things for the history that were dropped")
        .register(registry);
  }
}
