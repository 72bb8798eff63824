package dev.holdfast.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters, where the application has a registry for them. */
@AutoConfiguration(
    before = HoldfastAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "holdfast.enabled", matchIfMissing = true)
public final class HoldfastMetricsAutoConfiguration {
  @Bean
  HoldfastMeters holdfastMeters(MeterRegistry registry) {
    return new HoldfastMeters(registry);
  }

  @Bean
  MeterBinder holdfastLookoutMeters(Lookout lookout) {
    return new LookoutMeters(lookout);
  }
}
