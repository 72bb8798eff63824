package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.calls.Arrival;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sends arrives at the upstream as it was sent. */
class PassingRequestTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"})
  void anyMethodPasses(String method) throws Exception {
    Asking ask = RIG.ask().method(method).path("/v1/some/thing");
    assertThat(ask.send().statusCode()).isEqualTo(404);
    assertThat(arrived(ask).method()).isEqualTo(method);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/messages?beta=true",
        "/v1/models?limit=1000&after_id=a%2Fb",
        "/v1/%7Euser/../x/./y",
        "/v1/a%20b+c;p=1/%E2%82%AC?q=%zz&&=&a=1&a=2?x#",
        "/v1/x?",
        "//v1//messages",
        "/v1/messages/",
        "/v1/a:b@c!$&'()*,=~"
      })
  void pathAndQueryPassAsTheyAre(String target) throws Exception {
    Asking ask = RIG.ask();
    try (Line line = RIG.line()) {
      line.send(ask.raw(Asking.JSON).replaceFirst("/v1/messages", target.replace("$", "\\$")));
      assertThat(line.message().status()).isPositive();
    }
    assertThat(arrived(ask).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 10 * 1024 * 1024})
  void bodiesArriveToTheByte(int size) throws Exception {
    byte[] body = noise(size);
    Asking ask = RIG.ask().path("/v1/anything").body(body);
    ask.send();
    assertThat(arrived(ask).bodyBytes()).isEqualTo(size);
    assertThat(arrived(ask).bodySha256()).isEqualTo(sha256(body));
    assertThat(arrived(ask).headers()).containsEntry("content-length", List.of("" + size));
  }

  @Test
  void aBodyWithoutLengthArrivesToTheByte() throws Exception {
    byte[] body = noise(300_000);
    Asking ask = RIG.ask().path("/v1/anything");
    ask.body(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).send();
    assertThat(arrived(ask).bodySha256()).isEqualTo(sha256(body));
  }

  @Test
  void aRepeatedBodyIsTheSameAgain() throws Exception {
    byte[] body = noise(3_000_000);
    Asking ask = RIG.ask().body(body).fault("529x3,400");
    assertThat(ask.send().statusCode()).isEqualTo(400);
    assertThat(RIG.attempts(ask))
        .hasSize(4)
        .allSatisfy(a -> assertThat(a.arrived().bodySha256()).isEqualTo(sha256(body)));
  }

  @Test
  void aRequestWithoutBodyHasNoneUpstream() throws Exception {
    try (Line line = RIG.line()) {
      line.send("GET /v1/models HTTP/1.1\r\nhost: a\r\nx-api-key: any\r\n\r\n");
      assertThat(line.message().status()).isEqualTo(200);
    }
    Arrival arrival = RIG.lab().calls().get(0).last().arrived();
    assertThat(arrival.headers()).doesNotContainKeys("content-length", "transfer-encoding");
  }

  @Test
  void unknownHeadersPassAndOnesOfTheConnectionDoNot() throws Exception {
    Map<String, List<String>> headers =
        headersOf(
            "anthropic-beta: a-2026-01-01",
            "anthropic-beta: b-2026-02-02",
            "Anthropic-Never-Heard-Of: \u00e9",
            "Connection: x-foo, keep-alive",
            "Connection: X-Bar",
            "x-foo: 1",
            "x-bar: 1",
            "x-other: 1",
            "Keep-Alive: timeout=5",
            "TE: trailers",
            "Proxy-Authorization: Basic eA==",
            "Upgrade: something/1",
            "x-holdfast-deadline-ms: 20000",
            "x-holdfast-anything: 1",
            "Authorization: Bearer abc");
    assertThat(headers)
        .containsEntry("anthropic-beta", List.of("a-2026-01-01", "b-2026-02-02"))
        .containsEntry("anthropic-never-heard-of", List.of("\u00e9"))
        .containsEntry("x-other", List.of("1"))
        .containsEntry("authorization", List.of("Bearer abc"))
        .doesNotContainKeys("x-foo", "x-bar", "connection", "keep-alive", "te", "upgrade")
        .doesNotContainKeys("proxy-authorization", "x-holdfast-deadline-ms")
        .doesNotContainKeys("x-holdfast-anything");
  }

  @Test
  void theHostIsTheUpstreams() throws Exception {
    assertThat(headersOf("x-forwarded-host: elsewhere"))
        .containsEntry("host", List.of("127.0.0.1:" + RIG.lab().port()))
        .containsEntry("x-forwarded-host", List.of("elsewhere"));
  }

  @Test
  void messagesComeUnencodedAndTheRestAsAsked() throws Exception {
    assertThat(headersOf("accept-encoding: gzip, br"))
        .containsEntry("accept-encoding", List.of("identity"));
    assertThat(headersOf()).doesNotContainKey("accept-encoding");
    Asking models = RIG.ask().method("GET").path("/v1/models").header("accept-encoding", "gzip");
    models.send();
    assertThat(arrived(models).headers()).containsEntry("accept-encoding", List.of("gzip"));
  }

  @Test
  void aPrefixOfTheUpstreamIsPutInFront() throws Exception {
    for (String prefix : List.of("/proxy/anthropic", "/proxy/anthropic/")) {
      try (Rig rig = Rig.start(s -> s.url(s.upstream().url().resolve(prefix)))) {
        Asking ask = rig.ask().path("/v1/models?limit=1");
        ask.send();
        assertThat(rig.attempts(ask).get(0).arrived().target())
            .isEqualTo("/proxy/anthropic/v1/models?limit=1");
      }
    }
  }

  @Test
  void theUploadIsInvitedWhenTheCallerWaitsForThat() throws Exception {
    Asking ask = RIG.ask();
    String request = ask.raw(Asking.JSON, "Expect: 100-continue");
    int body = request.indexOf("\r\n\r\n") + 4;
    try (Line line = RIG.line()) {
      line.send(request.substring(0, body));
      assertThat(line.head()).startsWith("HTTP/1.1 100");
      line.send(request.substring(body));
      assertThat(line.message().status()).isEqualTo(200);
    }
    assertThat(arrived(ask).headers()).doesNotContainKey("expect");
  }

  private static Map<String, List<String>> headersOf(String... headers) throws Exception {
    Asking ask = RIG.ask();
    try (Line line = RIG.line()) {
      line.send(ask.raw(Asking.JSON, headers));
      assertThat(line.message().status()).isEqualTo(200);
    }
    return arrived(ask).headers();
  }

  private static Arrival arrived(Asking ask) {
    assertThat(RIG.attempts(ask)).hasSize(1);
    return RIG.attempts(ask).get(0).arrived();
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
