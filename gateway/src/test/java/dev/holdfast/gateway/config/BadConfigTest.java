package dev.holdfast.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to get a configuration wrong, and the exact line that says so. */
class BadConfigTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PORT", "x", "TOKEN", "s3cret word", "BUDGET", "soon");

  @ParameterizedTest
  @MethodSource("files")
  void saysWhatIsWrongAndHowToMendIt(String yaml, List<String> lines) {
    assertThat(complaints(yaml, ENVIRONMENT)).containsExactlyElementsOf(lines);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        row(
            "retry:\n  time-bugdet: 15s",
            "t.yaml:2: retry.time-bugdet: unknown key, did you mean 'time-budget'?"),
        row("lsiten: 127.0.0.1:1", "t.yaml:1: lsiten: unknown key, did you mean 'listen'?"),
        row(
            "colour: red",
            "t.yaml:1: colour: unknown key; known here: "
                + "listen, admin, tls, upstream, retry, breaker, hold, quota, stream, "
                + "reading, drain, replay-memory, preflight, status-page, history, alerts, fallback"),
        row(
            "time-budget: 15s",
            "t.yaml:1: time-budget: unknown key here: 'time-budget' goes below 'retry:'"),
        row(
            "retry.backoff.cap: 9s",
            "t.yaml:1: retry.backoff.cap: unknown key here: 'cap' goes below 'retry: backoff:'"),
        row(
            "admin:\n  drain: 3s",
            "t.yaml:2: admin.drain: unknown key here: it belongs at the top, not indented"),
        row(
            "drain: 1s\nlisten: 127.0.0.1:1\ndrain: 2s",
            "t.yaml:3: drain: is given twice: keep this one or the one on line 1"),
        row(
            "retry: 15s",
            "t.yaml:1: retry: is a section: put its keys below it: "
                + "time-budget, quota-budget, server-error-retries, give-up, backoff"),
        row("drain: [1s]", "t.yaml:1: drain: is a list, but takes one value: duration, 0s to 1h"),
        row("listen:\n  port: 1", "t.yaml:2: listen: is a section, but takes one value: host:port"),
        row(
            "drain:",
            "t.yaml:1: drain: has no value: give one, or leave the key out for the default, 30s"),
        row(
            "drain: 15",
            "t.yaml:1: drain: '15' lacks a unit: write ms, s, m or h behind the number,"
                + " such as 15s"),
        row(
            "drain: soon",
            "t.yaml:1: drain: 'soon' is not a duration: write it like 250ms, 15s, 2m or 1h"),
        row("drain: 2h", "t.yaml:1: drain: '2h' is out of range: it must be from 0s to 1h"),
        row(
            "drain: -1s",
            "t.yaml:1: drain: '-1s' is not a duration: write it like 250ms, 15s, 2m or 1h"),
        row(
            "retry: {server-error-retries: 12}",
            "t.yaml:1: retry.server-error-retries: '12' is out of range: it must be from 0 to 5"),
        row(
            "retry: {server-error-retries: 1.5}",
            "t.yaml:1: retry.server-error-retries: '1.5' is not a whole number"),
        row(
            "retry: {give-up: never}",
            "t.yaml:1: retry.give-up: 'never' is not one of: stop, later"),
        row(
            "retry:\n  backoff:\n    base: 10s",
            "t.yaml:3: retry.backoff.base: the cap (8s) must be at least the base (10s)"),
        row(
            "replay-memory: 0.4",
            "t.yaml:1: replay-memory: '0.4' is not a percentage: write it like 40%"),
        row(
            "replay-memory: 90%",
            "t.yaml:1: replay-memory: '90%' is out of range: it must be from 1% to 80%"),
        row(
            "listen: \":5290\"",
            "t.yaml:1: listen: ':5290' lacks a host: 127.0.0.1 is this machine only,"
                + " 0.0.0.0 every interface"),
        row(
            "listen: 5290",
            "t.yaml:1: listen: '5290' lacks a port: write host:port, such as 127.0.0.1:5290"),
        row(
            "listen: localhost:70000",
            "t.yaml:1: listen: 'localhost:70000' has no valid port:"
                + " it must be a number from 0 to 65535"),
        row(
            "listen: ::1:5290",
            "t.yaml:1: listen: '::1:5290' is not host:port;"
                + " write IPv6 in brackets, such as [::1]:5290"),
        row(
            "listen: 127.0.0.1:5291",
            "t.yaml:1: listen: port 5291 is wanted by both listen and admin.listen:"
                + " give one of them another"),
        row(
            "upstream: {url: api.anthropic.com}",
            "t.yaml:1: upstream.url: 'api.anthropic.com' is not a URL:"
                + " write it like https://api.anthropic.com"),
        row(
            "upstream: {url: 'ftp://x.example'}",
            "t.yaml:1: upstream.url: 'ftp://x.example' must begin with https://"
                + " (or http:// on this machine)"),
        row(
            "upstream: {url: 'https://api.anthropic.com/v1'}",
            "t.yaml:1: upstream.url: 'https://api.anthropic.com/v1' must end before /v1:"
                + " the paths of callers begin with it"),
        row(
            "upstream: {url: 'https://me:pw@x.example'}",
            "t.yaml:1: upstream.url: 'https://…@x.example' must not carry a user or password:"
                + " callers bring their own key"),
        row(
            "upstream: {url: 'http://x.example'}",
            "t.yaml:1: upstream.url: 'http://x.example' would send keys in the clear:"
                + " use https, or set upstream.insecure: true"),
        row(
            "upstream: {url: 'http://localhost:5290'}",
            "t.yaml:1: upstream.url: 'http://localhost:5290' is the gateway itself:"
                + " give the address behind it, or another port"),
        row(
            "upstream: {proxy: 'socks5://p:1'}",
            "t.yaml:1: upstream.proxy: 'socks5://p:1' must begin with http://:"
                + " other kinds of proxy are not supported"),
        row(
            "upstream: {insecure: yes}",
            "t.yaml:1: upstream.insecure: 'yes' is neither true nor false"),
        row(
            "alerts: {mode: leader}",
            "t.yaml:1: alerts.mode: 'leader' needs a history that the gateways share:"
                + " set history.url to postgresql://…"),
        row(
            "upstream: {canary: 1s}",
            "t.yaml:1: upstream.canary: '1s' is out of range: it must be from 5s to 5m"),
        row(
            "upstream: {canary: 30s}",
            "t.yaml:1: upstream.canary: asks with a key of the gateway's own: name one in"
                + " upstream.keys, or leave this out"),
        row(
            "admin: {listen: '0.0.0.0:5291'}",
            "t.yaml:1: admin.listen: 0.0.0.0:5291 is open to other machines and needs a token:"
                + " set admin.token or HOLDFAST_ADMIN_TOKEN"),
        row(
            "tls: {cert: /nowhere.pem}",
            "t.yaml:1: tls.cert: needs tls.key beside it",
            "t.yaml:1: tls.cert: the file '/nowhere.pem' does not exist"),
        row(
            "listen:127.0.0.1:5290",
            "t.yaml:1: holds no keys: write keys and values, such as 'drain: 30s'"
                + " (with a blank behind the colon)"),
        row(
            "retry:\n  time-budget: 15s\n quota-budget: 60s",
            "t.yaml:3: not valid YAML: expected <block end>, but found '<block mapping start>';"
                + " look at indentation and quotes here and just above"),
        row(
            "drain: \"30s",
            "t.yaml:1: not valid YAML: found unexpected end of stream;"
                + " look at indentation and quotes here and just above"),
        row(
            "drain: ${NOWHERE}",
            "t.yaml:1: drain: '${NOWHERE}' needs the environment variable NOWHERE, which is not"
                + " set: set it, or write ${NOWHERE:default}"),
        row(
            "drain: ${BUDGET}",
            "t.yaml:1: drain: '${BUDGET}' is not a duration: write it like 250ms, 15s, 2m or 1h"),
        row(
            "drain: ${BUD GET}",
            "t.yaml:1: drain: '${BUD GET}' has a bad placeholder:"
                + " write ${NAME} or ${NAME:default}"),
        row(
            "admin: {token: '${TOKEN}'}",
            "t.yaml:1: admin.token: the value must be ASCII letters, digits and signs,"
                + " without blanks"),
        row(
            "drain: x\nlsiten: y\nretry: {give-up: z}",
            "t.yaml:1: drain: 'x' is not a duration: write it like 250ms, 15s, 2m or 1h",
            "t.yaml:2: lsiten: unknown key, did you mean 'listen'?",
            "t.yaml:3: retry.give-up: 'z' is not one of: stop, later"));
  }

  @Test
  void optionsAreBlamedByName() {
    var overrides = new Overrides(5291, null, Overrides.upstream("http://x.example"));
    var invalid =
        catchThrowableOfType(
            ConfigInvalid.class, () -> new ConfigReader(Map.of()).read(null, overrides));
    assertThat(invalid.getMessage().lines())
        .containsExactly(
            "--upstream: 'http://x.example' would send keys in the clear:"
                + " use https, or set upstream.insecure: true",
            "--port: port 5291 is wanted by both listen and admin.listen:"
                + " give one of them another");
  }

  @Test
  void variablesAreBlamedByName() {
    var environment = Map.of("HTTPS_PROXY", "https://me:pw@p:1", "HOLDFAST_ADMIN_TOKEN", "a b");
    assertThat(complaints("", environment))
        .containsExactly(
            "HOLDFAST_ADMIN_TOKEN: the value must be ASCII letters, digits and signs,"
                + " without blanks",
            "HTTPS_PROXY: 'https://…@p:1' must begin with http://:"
                + " other kinds of proxy are not supported");
  }

  private static Arguments row(String yaml, String... lines) {
    return Arguments.of(yaml, List.of(lines));
  }

  private static List<String> complaints(String yaml, Map<String, String> environment) {
    var file = new ConfigFile("t.yaml", Path.of("."), yaml);
    var invalid =
        catchThrowableOfType(
            ConfigInvalid.class, () -> new ConfigReader(environment).read(file, Overrides.NONE));
    return invalid.problems().stream().map(Problem::toString).toList();
  }
}
