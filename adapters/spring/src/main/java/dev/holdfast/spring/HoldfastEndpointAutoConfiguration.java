package dev.holdfast.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** {@code /actuator/holdfast}, where the application has Actuator and exposes it. */
@AutoConfiguration(after = HoldfastAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Lookout.class)
public final class HoldfastEndpointAutoConfiguration {
  @Bean
  @ConditionalOnAvailableEndpoint
  HoldfastEndpoint holdfastEndpoint(Lookout lookout) {
    return new HoldfastEndpoint(lookout);
  }
}
