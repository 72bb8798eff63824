package dev.holdfast.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.gateway.config.AlertConfig.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where alerts are told, and by which numbers. */
class AlertConfigTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void withoutAnythingItIsTheRulesOfTheGuideAndTheLog() throws Exception {
    AlertConfig alerts = read("drain: 30s");
    assertThat(alerts.settings()).isEqualTo(AlertSettings.defaults());
    assertThat(alerts.sinks()).isEmpty();
    assertThat(alerts.mode()).isEqualTo(Mode.LOCAL);
  }

  @Test
  void sinksGetWhatIsUsualForThem() throws Exception {
    List<SinkConfig> sinks =
        read("""
        alerts:
          sinks:
            - {type: pagerduty, routing-key: "${PD}"}
            - {type: slack, url: https://hooks.slack.com/services/T/B/X}
            - {type: slack, url: https://hooks.slack.com/services/T/B/Y, level: page}
            - {type: alertmanager, url: http://am:9093/api/v2/alerts}
            - {type: log, level: notify}
        """)
            .sinks();
    assertThat(sinks)
        .extracting(SinkConfig::name)
        .containsExactly("pagerduty", "slack", "slack-2", "alertmanager", "log");
    assertThat(sinks)
        .extracting(SinkConfig::level)
        .containsExactly(
            AlertLevel.PAGE,
            AlertLevel.NOTIFY,
            AlertLevel.PAGE,
            AlertLevel.NOTIFY,
            AlertLevel.NOTIFY);
    assertThat(sinks.get(0).url()).hasToString("https://events.pagerduty.com/v2/enqueue");
    assertThat(sinks.get(0).secret()).isEqualTo(KEY);
    assertThat(sinks.get(3).url()).hasToString("http://am:9093");
    assertThat(sinks.toString()).doesNotContain(KEY).doesNotContain("services");
  }

  @Test
  void rulesTakeTheirNumbers() throws Exception {
    AlertSettings settings =
        read("""
        alerts:
          env: prod
          instance: a
          slo: 99.9%
          rules:
            sustained-5xx: {for: 2m, ratio: 4%, overload-for: 15m}
            repeated-bursts: {many: 5}
        """)
            .settings();
    var outage = settings.rules().outage();
    assertThat(outage.threshold().trip().lasting()).isEqualTo(Duration.ofMinutes(2));
    assertThat(outage.threshold().trip().ratio()).isEqualTo(0.04);
    assertThat(outage.certain()).as("doubt below what is asked for").isLessThan(0.04);
    assertThat(outage.overloadFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.rules().bursts().many()).isEqualTo(5);
    assertThat(settings.names().env()).isEqualTo("prod");
    assertThat(settings.names().instance()).isEqualTo("a");
    assertThat(settings.slo().target()).isCloseTo(0.999, within(1e-9));
  }

  @Test
  void httpsSinksElsewhereAreReachedThroughTheProxy() throws Exception {
    String yaml = "alerts: {sinks: [{type: webhook, url: '%s'}]}";
    Map<String, String> proxy = Map.of("HTTPS_PROXY", "http://p:3128", "NO_PROXY", "in.example");
    assertThat(proxy(yaml.formatted("https://out.example/x"), proxy)).isEqualTo("http://p:3128");
    assertThat(proxy(yaml.formatted("https://in.example/x"), proxy)).isEqualTo("null");
    assertThat(proxy(yaml.formatted("http://out.example/x"), proxy)).isEqualTo("null");
  }

  private static String proxy(String yaml, Map<String, String> environment) throws Exception {
    return String.valueOf(read(yaml, environment).sinks().get(0).proxy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'https://x.example'} | url: lacks a type beside it: pagerduty, slack, alertmanager",
        "{type: pager} | type: 'pager' is not one of: pagerduty, slack, alertmanager, webhook, log",
        "{type: pagerduty} | type: pagerduty needs a routing-key",
        "{type: pagerduty, routing-key: abc} | routing-key: the value has 3 letters, but a routing key has 32",
        "{type: slack} | type: slack needs a url",
        "{type: slack, url: 'http://hooks.example/x'} | url: would send a secret in the clear: use https",
        "{type: slack, url: 'https://x.example', secret: s} | secret: goes only with type: webhook",
        "{type: log, url: 'https://x.example'} | url: goes not with type: log",
        "{type: webhook, url: 'ftp://x.example'} | url: the value must begin with https:// or http://",
        "{type: webhook, uri: 'https://x.example'} | uri: unknown key, did you mean 'url'?"
      })
  void whatIsWrongIsSaid(String sink, String said) {
    String yaml = "alerts: {sinks: [" + sink + "]}";
    ConfigInvalid wrong = catchThrowableOfType(ConfigInvalid.class, () -> read(yaml));
    assertThat(wrong.problems().get(0).toString()).contains("alerts.sinks[1]." + said);
  }

  @Test
  void aPromiseOfEverythingIsNone() {
    ConfigInvalid wrong =
        catchThrowableOfType(ConfigInvalid.class, () -> read("alerts: {slo: 100%}"));
    assertThat(wrong).hasMessageContaining("leaves nothing to fail");
  }

  private static AlertConfig read(String yaml) throws Exception {
    return read(yaml, Map.of("PD", KEY));
  }

  private static AlertConfig read(String yaml, Map<String, String> environment) throws Exception {
    ConfigFile file = new ConfigFile("t.yaml", Path.of(""), yaml);
    return new ConfigReader(environment).read(file, Overrides.NONE).watch().alerts();
  }
}
