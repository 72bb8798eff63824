package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import dev.holdfast.http.HoldfastHttpClient;
import java.net.http.HttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Guards for those clients of the application that ask for one. */
@AutoConfiguration(
    after = HoldfastAutoConfiguration.class,
    afterName = "org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration")
@ConditionalOnClass(JdkHttpClientBuilder.class)
@ConditionalOnBean(Lookout.class)
public final class HoldfastHttpAutoConfiguration {
  @Bean
  Wires holdfastWires(
      Holdfast holdfast,
      Upstream upstream,
      HoldfastProperties properties,
      ObjectProvider<HttpClientSettings> settings) {
    HttpClientSettings given = settings.getIfAvailable(HttpClientSettings::defaults);
    // The timeout of a read is the factory's business, not the client's.
    HttpClient plain = new JdkHttpClientBuilder().build(given.withReadTimeout(null));
    HoldfastHttpClient guarded =
        HoldfastHttpClient.wrap(plain, holdfast).withHold(properties.breaker().hold());
    return new Wires(upstream, plain, guarded, given.readTimeout());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RestClient.class)
  static final class OfRestClient {
    @Bean
    HoldfastRestClient holdfastRestClient(Wires wires) {
      return new HoldfastRestClient(wires);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebClient.class)
  static final class OfWebClient {
    @Bean
    HoldfastWebClient holdfastWebClient(Wires wires) {
      return new HoldfastWebClient(wires);
    }
  }
}
