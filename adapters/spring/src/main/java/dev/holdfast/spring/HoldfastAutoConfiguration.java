package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.Listener;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.http.StatusPage;
import dev.holdfast.spring.HoldfastProperties.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * One {@link Holdfast} for the application, made from {@code holdfast.*}, and what it needs. Any
 * {@link Listener} bean is told of what happens to calls.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "holdfast.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HoldfastProperties.class)
public final class HoldfastAutoConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean
  @ConditionalOnMissingBean
  Policy holdfastPolicy(HoldfastProperties properties) {
    return properties.policy();
  }

  @Bean
  Upstream holdfastUpstream(HoldfastProperties properties, Environment environment) {
    String variable = environment.getProperty("ANTHROPIC_BASE_URL", Upstream.ANTHROPIC);
    String used = environment.getProperty("spring.ai.anthropic.base-url", variable);
    String told = properties.upstream();
    return new Upstream(Checks.url("upstream", told == null ? used : told));
  }

  @Bean
  StatusReading holdfastStatusReading(HoldfastProperties properties, Upstream upstream) {
    Page page = properties.statusPage();
    boolean read = page.enabled() == null ? !upstream.local() : page.enabled();
    return new StatusReading(read ? read(page) : null);
  }

  private static StatusPage read(Page page) {
    List<URI> hosts = Checks.hosts(page);
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return StatusPage.read(client, hosts, page.every());
  }

  @Bean
  Gauges holdfastGauges(Upstream upstream) {
    return new Gauges(upstream.origin());
  }

  @Bean
  Traffic holdfastTraffic() {
    return new Traffic();
  }

  @Bean
  Departure holdfastDeparture(Traffic traffic) {
    return new Departure(traffic);
  }

  @Bean
  @ConditionalOnMissingBean
  Holdfast holdfast(Policy policy, StatusReading reading, ObjectProvider<Listener> listeners) {
    Holdfast holdfast = Holdfast.of(policy);
    if (reading.page() != null) {
      holdfast = holdfast.heed(reading.page());
    }
    List<Listener> all = listeners.orderedStream().toList();
    for (Listener listener : all) {
      holdfast = holdfast.listen(listener);
    }
    return holdfast;
  }

  @Bean
  Lookout holdfastLookout(
      Holdfast holdfast,
      Upstream upstream,
      Gauges gauges,
      Traffic traffic,
      StatusReading reading,
      HoldfastProperties properties) {
    Lookout.Senses senses = new Lookout.Senses(gauges, traffic, reading::status);
    return new Lookout(holdfast, upstream, senses, properties.breaker().hold());
  }
}
