package dev.holdfast.bench;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does per call what the program's own listeners do: a line in the log, counters, a histogram. */
final class StandInListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.call");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter attempts =
      registry.counter("holdfast.attempts", "kind", "ok", "origin", "provider");
  private final Counter calls = registry.counter("holdfast.calls", "ending", "answered");
  private final Timer took =
      Timer.builder("gen_ai.client.operation.duration")
          .serviceLevelObjectives(buckets())
          .register(registry);
  private final Map<String, Instant> underWay = new ConcurrentHashMap<>();

  private static Duration[] buckets() {
    Duration[] buckets = new Duration[14];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = Duration.ofMillis(10L << i);
    }
    return buckets;
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptStarted started) {
      underWay.put(started.call().id(), started.at());
    } else if (event instanceof AttemptEnded) {
      attempts.increment();
    } else if (event instanceof CallEnded ended) {
      calls.increment();
      Instant since = underWay.remove(ended.call().id());
      Duration time = Duration.between(since == null ? ended.at() : since, ended.at());
      took.record(time);
      log(ended, time);
    }
  }

  private static void log(CallEnded ended, Duration time) {
    EndpointKey endpoint = ended.call().endpoint();
    LOG.atInfo()
        .addKeyValue("call", ended.call().id())
        .addKeyValue("endpoint", endpoint.path())
        .addKeyValue("model", endpoint.family())
        .addKeyValue("reason", ended.reason().slug())
        .addKeyValue("attempts", ended.attempts())
        .addKeyValue("waited_ms", ended.waited().toMillis())
        .addKeyValue("took_ms", time.toMillis())
        .log("call ended");
  }
}
