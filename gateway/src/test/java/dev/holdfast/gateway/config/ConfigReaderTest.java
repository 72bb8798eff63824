package dev.holdfast.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Policy;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.quota.QuotaPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What good configurations mean. */
class ConfigReaderTest {
  @TempDir Path folder;

  @Test
  void withoutFileDefaultsHold() throws ConfigInvalid {
    var config = new ConfigReader(Map.of()).read(null, Overrides.NONE);
    assertThat(config.listen()).isEqualTo(new Listen("127.0.0.1", 5290, null));
    assertThat(config.admin().listen()).isEqualTo(new Listen("127.0.0.1", 5291, null));
    assertThat(config.admin().token()).isNull();
    assertThat(config.upstream().url()).isEqualTo(URI.create("https://api.anthropic.com"));
    assertThat(config.upstream().proxy()).isNull();
    assertThat(config.upstream().insecure()).isFalse();
    assertThat(config.retry().policy()).isEqualTo(Policy.defaults().withQuota(QuotaPolicy.ON));
    assertThat(config.retry().giveUp()).isEqualTo(GiveUp.STOP);
    assertThat(config.limits().drain()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.limits().replayMemory()).isEqualTo(0.4);
  }

  @Test
  void anEmptyFileAndEmptySectionsMeanDefaults() throws ConfigInvalid {
    var none = new ConfigReader(Map.of()).read(null, Overrides.NONE);
    assertThat(read("", Map.of())).isEqualTo(none);
    assertThat(read("# nothing\nretry:\n  # time-budget: 15s\nadmin: {token: null}\n", Map.of()))
        .isEqualTo(none);
  }

  @Test
  void placeholdersAreFilledAfterYamlWasRead() throws ConfigInvalid {
    var environment = Map.of("HOST", "127.0.0.2", "TOKEN", "a: b\ndrain".replace(": b\n", "-"));
    var yaml = "listen: ${HOST}:${PORT:81}\nadmin: {token: '${TOKEN}$${'}\ndrain: ${D:1m}";
    var config = read(yaml, environment);
    assertThat(config.listen()).isEqualTo(new Listen("127.0.0.2", 81, null));
    assertThat(config.admin().token()).isEqualTo("a-drain${");
    assertThat(config.limits().drain()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void anEmptyPlaceholderLeavesAnOptionalKeyUnset() throws ConfigInvalid {
    assertThat(read("admin: {token: '${TOKEN:}'}", Map.of()).admin().token()).isNull();
  }

  @Test
  void theTokenMayComeFromTheEnvironmentAndTheFileWins() throws ConfigInvalid {
    var environment = Map.of("HOLDFAST_ADMIN_TOKEN", "from${env}");
    var open = "admin: {listen: '0.0.0.0:5291'}";
    assertThat(read(open, environment).admin().token()).isEqualTo("from${env}");
    assertThat(read("admin: {token: mine}", environment).admin().token()).isEqualTo("mine");
  }

  @Test
  void optionsWinOverTheFile() throws ConfigInvalid {
    var file = new ConfigFile("t.yaml", folder, "listen: 127.0.0.9:1\nadmin: {listen: '[::1]:2'}");
    var overrides = new Overrides(0, 7, Overrides.upstream("http://127.0.0.1:9/x/"));
    var config = new ConfigReader(Map.of()).read(file, overrides);
    assertThat(config.listen()).isEqualTo(new Listen("127.0.0.9", 0, null));
    assertThat(config.admin().listen()).isEqualTo(new Listen("::1", 7, null));
    assertThat(config.upstream().url()).isEqualTo(URI.create("http://127.0.0.1:9/x"));
  }

  @Test
  void tlsHoldsForBothListenersAndFilesAreNextToTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("c.pem"), "-----BEGIN CERTIFICATE-----\n");
    Files.writeString(folder.resolve("k.pem"), "-----BEGIN EC PRIVATE KEY-----\n");
    var config = read("tls: {cert: c.pem, key: k.pem}", Map.of());
    var tls = new GatewayConfig.Tls(folder.resolve("c.pem"), folder.resolve("k.pem"));
    assertThat(config.listen().tls()).isEqualTo(tls);
    assertThat(config.admin().listen().tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "https://api.anthropic.com | p.example:3128    | -                    | http://p.example:3128",
        "https://api.anthropic.com | http://u:p@p:1/   | other.example        | http://u:p@p:1",
        "https://api.anthropic.com | http://p:1        | anthropic.com        | -",
        "https://api.anthropic.com | http://p:1        | x, .anthropic.com    | -",
        "https://api.anthropic.com | http://p:1        | thropic.com          | http://p:1",
        "https://api.anthropic.com | http://p:1        | anthropic.com:443    | -",
        "https://api.anthropic.com | http://p:1        | anthropic.com:444    | http://p:1",
        "https://api.anthropic.com | http://p:1        | *                    | -",
        "http://127.0.0.1:9        | http://p:1        | -                    | -",
        "https://localhost:9       | http://p:1        | -                    | -",
      })
  void proxyVariables(String url, String proxy, String except, String wanted) throws ConfigInvalid {
    var environment = Map.of("HTTPS_PROXY", proxy, "NO_PROXY", except == null ? "" : except);
    var config = read("upstream: {url: '" + url + "'}", environment);
    assertThat(config.upstream().proxy()).isEqualTo(wanted == null ? null : URI.create(wanted));
  }

  @Test
  void theFileIsStrongerThanProxyVariables() throws ConfigInvalid {
    var config = read("upstream: {proxy: 'http://mine:1'}", Map.of("https_proxy", "http://p:1"));
    assertThat(config.upstream().proxy()).isEqualTo(URI.create("http://mine:1"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0s",
    "PT0.25S,250ms",
    "PT0.0005S,0.5ms",
    "PT1.5S,1.5s",
    "PT15S,15s",
    "PT90S,90s",
    "PT2M,2m",
    "PT1H,1h"
  })
  void durationsAreWrittenAsTheyAreRead(Duration duration, String text) {
    assertThat(DurationText.of(duration)).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  private GatewayConfig read(String yaml, Map<String, String> environment) throws ConfigInvalid {
    var file = new ConfigFile("t.yaml", folder, yaml);
    return new ConfigReader(environment).read(file, Overrides.NONE);
  }
}
