package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.model.anthropic.autoconfigure.AnthropicConnectionProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Guards Spring AI's Anthropic models by the seam that it has for this. A model that is made by
 * hand is guarded if it is given the same {@code AnthropicHttpClientBuilderCustomizer} beans.
 */
@AutoConfiguration(
    after = HoldfastAutoConfiguration.class,
    beforeName =
        "org.springframework.ai.model.anthropic.autoconfigure.AnthropicChatAutoConfiguration")
@ConditionalOnClass(AnthropicHttpClientBuilderCustomizer.class)
@ConditionalOnBean(Lookout.class)
public final class HoldfastSpringAiAutoConfiguration {
  /** Outermost: what others add, a fresh token perhaps, is for each attempt. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  AnthropicHttpClientBuilderCustomizer holdfastAnthropicCustomizer(
      Holdfast holdfast, HoldfastProperties properties) {
    GuardedOkHttp guard = new GuardedOkHttp(holdfast, properties.breaker().hold());
    return builder -> builder.interceptor(guard);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(AnthropicConnectionProperties.class)
  @SuppressWarnings("PrivateConstructorForUtilityClass") // Spring makes one.
  static final class OfRetries {
    @Bean
    static OneRetrier holdfastOneRetrier() {
      return new OneRetrier();
    }
  }
}
