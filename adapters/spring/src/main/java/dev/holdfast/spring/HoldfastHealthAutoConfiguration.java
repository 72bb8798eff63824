package dev.holdfast.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health, where the application shows it. */
@AutoConfiguration(after = HoldfastAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(Lookout.class)
public final class HoldfastHealthAutoConfiguration {
  @Bean
  @ConditionalOnEnabledHealthIndicator("holdfast")
  HoldfastHealth holdfastHealthIndicator(Lookout lookout) {
    return new HoldfastHealth(lookout);
  }
}
