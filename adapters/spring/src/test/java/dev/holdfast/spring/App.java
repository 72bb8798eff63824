package dev.holdfast.spring;

import dev.holdfast.lab.upstream.LabUpstream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** An application as people write it, in front of the lab. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
final class App {
  @Bean
  RestClient blocking(RestClient.Builder builder, HoldfastRestClient guard, Environment values) {
    return builder.baseUrl(base(values)).apply(guard).build();
  }

  @Bean
  WebClient reactive(WebClient.Builder builder, HoldfastWebClient guard, Environment values) {
    return builder.baseUrl(base(values)).apply(guard).build();
  }

  private static String base(Environment values) {
    return values.getRequiredProperty("spring.ai.anthropic.base-url");
  }

  /** Starts it, with the default rules in a fraction of the time. */
  static ConfigurableApplicationContext start(LabUpstream lab, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--server.port=0",
                "--management.endpoints.web.exposure.include=health,holdfast,metrics",
                "--management.endpoint.health.show-details=always",
                "--spring.ai.anthropic.base-url=" + lab.baseUrl(),
                "--spring.ai.anthropic.api-key=any",
                "--holdfast.retry.time-budget=800ms",
                "--holdfast.retry.quota-budget=2s",
                "--holdfast.retry.backoff.base=10ms",
                "--holdfast.retry.backoff.cap=40ms"));
    arguments.addAll(List.of(more));
    return SpringApplication.run(App.class, arguments.toArray(String[]::new));
  }
}
