package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application gets, from what it says and has. */
class AutoConfigurationTest {
  private final ApplicationContextRunner bare =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  HoldfastAutoConfiguration.class,
                  HoldfastEndpointAutoConfiguration.class,
                  HoldfastHealthAutoConfiguration.class,
                  HoldfastHttpAutoConfiguration.class,
                  HoldfastMetricsAutoConfiguration.class,
                  HoldfastSpringAiAutoConfiguration.class))
          .withPropertyValues("holdfast.status-page.enabled=false");

  @Test
  void withoutAWordItIsTheDefaultPolicy() {
    bare.run(app -> {
      assertThat(app.getBean(Policy.class)).isEqualTo(Policy.defaults());
      assertThat(app.getBean(Upstream.class).origin()).isEqualTo(Upstream.ANTHROPIC);
      assertThat(app).hasSingleBean(Holdfast.class).hasSingleBean(Lookout.class);
    });
  }

  @Test
  void nothingOptionalIsNeeded() {
    FilteredClassLoader poor =
        new FilteredClassLoader(
            "org.springframework.ai",
            "com.anthropic",
            "okhttp3",
            "io.micrometer",
            "reactor",
            "org.springframework.web",
            "org.springframework.boot.actuate",
            "org.springframework.boot.health",
            "org.springframework.boot.http");
    bare.withClassLoader(poor)
        .run(app -> assertThat(app).hasNotFailed().hasSingleBean(Holdfast.class));
  }

  @Test
  void switchedOffThereIsNothing() {
    bare.withPropertyValues("holdfast.enabled=false")
        .run(app -> {
          assertThat(app).doesNotHaveBean(Holdfast.class).doesNotHaveBean(GuardedOkHttp.class);
          assertThat(app).doesNotHaveBean(HoldfastRestClient.class);
          assertThat(app).doesNotHaveBean(HoldfastHealth.class);
        });
  }

  @Test
  void everyPropertyCounts() {
    bare.withPropertyValues(
            "holdfast.retry.time-budget=3s",
            "holdfast.retry.quota-budget=4s",
            "holdfast.retry.server-error-retries=0",
            "holdfast.retry.backoff.base=20ms",
            "holdfast.retry.backoff.cap=80ms",
            "holdfast.breaker.window=10s",
            "holdfast.breaker.ratio=0.5",
            "holdfast.breaker.minimum=5",
            "holdfast.breaker.consecutive=3",
            "holdfast.breaker.mode=strict",
            "holdfast.quota.pacing=true",
            "holdfast.quota.reserve-critical=0.2")
        .run(app -> {
          Policy policy = app.getBean(Policy.class);
          assertThat(policy.budget().time()).isEqualTo(Duration.ofSeconds(3));
          assertThat(policy.budget().quota()).isEqualTo(Duration.ofSeconds(4));
          assertThat(policy.breaker())
              .isEqualTo(
                  new BreakerPolicy(Duration.ofSeconds(10), 0.5, 5, 3, BreakerPolicy.Mode.STRICT));
          assertThat(policy.quota().pacing()).isTrue();
          assertThat(policy.quota().reserveCritical()).isEqualTo(0.2);
          assertThat(policy.rules()).isNotEqualTo(Policy.defaults().rules());
        });
  }

  @Test
  void whoBringsAPolicyKeepsIt() {
    Policy own = Policy.defaults().withBreaker(BreakerPolicy.defaults());
    bare.withBean(Policy.class, () -> own)
        .run(app -> assertThat(app.getBean(Policy.class)).isSameAs(own));
  }

  @Test
  void everyListenerIsTold() {
    List<CallEvent> told = new ArrayList<>();
    bare.withBean("mine", Listener.class, () -> told::add)
        .run(app -> {
          TrafficCalls.answered(app.getBean(Holdfast.class));
          assertThat(told).isNotEmpty();
          assertThat(told.get(0).call().endpoint()).isEqualTo(TrafficCalls.THERE);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.upstream=https://proxy.example/claude, https://proxy.example",
    "spring.ai.anthropic.base-url=http://127.0.0.1:5290, http://127.0.0.1:5290",
    "ANTHROPIC_BASE_URL=https://gateway.example, https://gateway.example"
  })
  void theUpstreamIsWhereCallsGo(String property, String origin) {
    bare.withPropertyValues(property)
        .run(app -> assertThat(app.getBean(Upstream.class).origin()).isEqualTo(origin));
  }

  @Test
  void anUpstreamOnThisMachineHasNoStatusPage() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(HoldfastAutoConfiguration.class))
        .withPropertyValues("holdfast.upstream=http://localhost:5290")
        .run(app -> assertThat(app.getBean(StatusReading.class).page()).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.upstream, anthropic, write it like https://api.anthropic.com",
    "holdfast.retry.time-budget, -1s, has to be 0s to 600s",
    "holdfast.retry.server-error-retries, 6, has to be 0 to 5",
    "holdfast.retry.backoff.cap, 500ms, has to be 1s to 600s",
    "holdfast.breaker.window, 31s, has to be 1s to 30s",
    "holdfast.breaker.ratio, 30, has to be 0.01 to 1",
    "holdfast.breaker.consecutive, 0, has to be 1 to 1000",
    "holdfast.breaker.hold, 11m, has to be 0s to 600s",
    "holdfast.quota.reserve-critical, 1, has to be 0 to 0.9"
  })
  void aBadValueIsToldByItsName(String property, String value, String mend) {
    bare.withPropertyValues(property + "=" + value)
        .run(app ->
            assertThat(app)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll(property, mend)
                .hasMessageNotContaining("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.status-page.every=1s, 'has to be 5s to 60s'",
    "holdfast.status-page.hosts=status, 'write it like'"
  })
  void soIsABadStatusPage(String property, String mend) {
    bare.withPropertyValues("holdfast.status-page.enabled=true", property)
        .run(app ->
            assertThat(app)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll(property.split("=")[0], mend));
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.breaker.mode=open, holdfast.breaker.mode",
    "holdfast.retry.time-budgt=1s, holdfast.retry.time-budgt"
  })
  void whatCannotBeReadIsToldByItsName(String property, String name) {
    bare.withPropertyValues(property)
        .run(app -> assertThat(app).getFailure().hasStackTraceContaining(name));
  }
}
