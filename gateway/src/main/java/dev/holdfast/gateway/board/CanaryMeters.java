package dev.holdfast.gateway.board;

import dev.holdfast.gateway.watch.Canaries;
import dev.holdfast.gateway.watch.CanaryNews.Result;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What canaries tell Prometheus. They are no calls, and count among none. */
public final class CanaryMeters implements MeterBinder {
  private final Canaries canaries;

  /** Of these. */
  public CanaryMeters(Canaries canaries) {
    this.canaries = canaries;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Result result : Result.values()) {
      FunctionCounter.builder("holdfast.canary", canaries, seen -> seen.count(result))
          .description("Questions of the gateway's own to the upstream, by what they brought")
          .tags("result", result.slug())
          .register(registry);
    }
  }
}
