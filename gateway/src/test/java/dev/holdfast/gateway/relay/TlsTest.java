package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.Tls;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on both sides, with HTTP/2 where both ends know it. */
class TlsTest {
  @TempDir static Path folder;

  private static Identity identity;

  @BeforeAll
  static void identity() throws Exception {
    identity = Identity.make(folder);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void callersMaySpeakTls(Version version) throws Exception {
    GatewayConfig.Tls tls = new GatewayConfig.Tls(identity.certificate(), identity.key());
    HttpClient client =
        HttpClient.newBuilder().sslContext(identity.trusting()).version(version).build();
    try (Rig rig = Rig.start(s -> s.tls(tls))) {
      assertThat(rig.gateway().url().getScheme()).isEqualTo("https");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(rig.gateway().url() + "/v1/messages"))
              .header("x-api-key", "any")
              .header("x-lab-call", "tls")
              .header("x-lab-fault", "529")
              .POST(BodyPublishers.ofString(Asking.STREAM))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(version);
      StreamTest.assertWhole(answer.body());
    }
  }

  @Test
  void theUpstreamIsSpokenToInHttp2WhereItKnowsIt() throws Exception {
    try (Rig rig = trusting()) {
      Asking ask = rig.ask().stream().fault("529,reset");
      StreamTest.assertWhole(ask.send().body());
      assertThat(rig.attempts(ask))
          .hasSize(3)
          .allMatch(a -> a.arrived().version().equals("HTTP/2"));
      Asking big = rig.ask().body(new byte[10 << 20]).fault("529");
      assertThat(big.send().statusCode()).isEqualTo(400);
      assertThat(rig.attempts(big).get(1).arrived().bodyBytes()).isEqualTo(10 << 20);
    }
  }

  @Test
  void aStreamThatTheUpstreamResetsIsNoStaleConnection() throws Exception {
    try (Rig rig = trusting()) {
      rig.ask().send();
      Asking ask = rig.ask().fault("reset*");
      HttpResponse<String> answer = ask.send();
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("gave no usable answer");
      assertThat(rig.heard().attempts())
          .extracting(a -> a.result().decision().reason())
          .doesNotContain(Reason.STALE_CONNECTION);
      assertThat(rig.heard().attempts().get(1).result().outcome())
          .isEqualTo(Lost.of(Loss.RESET, Phase.SENT));
    }
  }

  @Test
  void aBrokenStreamEndsWithAnHonestError() throws Exception {
    try (Rig rig = trusting()) {
      String body = rig.ask().stream().fault("reset-after-5-events").send().body();
      assertThat(Sse.last(body).name()).isEqualTo("error");
      assertThat(Sse.last(body).data()).contains("broke off");
    }
  }

  @Test
  void aCallerThatLeavesResetsItsStreamUpstream() throws Exception {
    try (Rig rig = trusting()) {
      rig.ask().send();
      Asking ask = rig.ask();
      Line line = rig.line();
      line.send(ask.raw(Asking.JSON, "x-lab-fault: stall"));
      rig.arrives(ask, 1);
      Duration before = rig.lab().elapsed();
      line.close();
      Duration took = rig.gone(ask).endedAt().minus(before);
      System.out.printf("caller leaves, HTTP/2 upstream: %.1f ms%n", took.toNanos() / 1e6);
      assertThat(took).isLessThan(Duration.ofMillis(1500));
      assertThat(rig.ask().send().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/messages/batches"})
  void aCertificateThatIsNotTrustedIsNotSpokenTo(String path) throws Exception {
    try (Rig rig = Rig.start(tlsLab(), s -> s.budget(Duration.ofMillis(300)))) {
      HttpResponse<String> answer = rig.ask().path(path).send();
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body())
          .contains("\"type\":\"api_error\"")
          .contains("holdfast: cannot reach 127.0.0.1:" + rig.lab().port());
      assertThat(Integer.parseInt(header(answer, "x-holdfast-attempts"))).isGreaterThan(1);
      assertThat(header(answer, "x-should-retry")).isEqualTo("false");
      assertThat(rig.lab().calls()).isEmpty();
    }
  }

  private static Rig trusting() throws Exception {
    return Rig.start(
        tlsLab(), s -> s.trusting(identity.certificate()).budget(Duration.ofMillis(1500)));
  }

  private static LabOptions tlsLab() {
    return LabOptions.defaults().withTls(new Tls(identity.key(), identity.certificate()));
  }
}
