package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the upstream answers arrives at the caller as it was answered. */
class PassingAnswerTest {
  private static final String JSON = "content-type: application/json\r\n";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 405, 409, 413, 418, 422})
  void errorsPassToTheByte(int status) throws Exception {
    String direct = direct(String.valueOf(status));
    HttpResponse<String> answer = RIG.ask().fault(status + "").send();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(withoutId(answer.body())).isEqualTo(withoutId(direct));
    assertThat(answer.headers().firstValue("cf-ray")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"503;html, <", "html=502, <", "html=403, <", "503;empty, ''"})
  void whatIsNotAnthropicsPassesToo(String fault, String begin) throws Exception {
    try (Rig rig = Rig.start(s -> s.budget(java.time.Duration.ZERO))) {
      HttpResponse<String> answer = rig.ask().fault(fault).send();
      assertThat(answer.body()).isEqualTo(direct(fault)).startsWith(begin);
    }
  }

  @Test
  void headersOfTheAnswerPassExceptThoseOfTheConnectionAndOurs() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nanthropic-new-thing: x\r\n"
            + "request-id: req_1\r\nconnection: x-hop\r\nx-hop: 1\r\nkeep-alive: timeout=9\r\n"
            + "x-holdfast-served-by: a liar\r\nx-holdfast-other: 1\r\n"
            + JSON
            + "content-length: 2\r\n\r\n{}";
    Message answer = through(head);
    assertThat(answer.headers())
        .containsEntry("set-cookie", List.of("a=1", "b=2"))
        .containsEntry("anthropic-new-thing", List.of("x"))
        .containsEntry("request-id", List.of("req_1"))
        .containsEntry("content-length", List.of("2"))
        .doesNotContainKeys("x-hop", "keep-alive", "x-holdfast-other", "transfer-encoding");
    assertThat(answer.headers().get("x-holdfast-served-by")).hasSize(1).doesNotContain("a liar");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectionsAreNotFollowed(int status) throws Exception {
    Message answer =
        through(
            "HTTP/1.1 "
                + status
                + " Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("location")).isEqualTo("http://127.0.0.1:1/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void answersWithoutBodyHaveNoneAndTheConnectionGoesOn(String status) throws Exception {
    try (HandMade upstream = HandMade.always("HTTP/1.1 " + status + "\r\netag: x\r\n\r\n");
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      for (int i = 0; i < 3; i++) {
        line.send("GET /v1/x HTTP/1.1\r\nhost: a\r\n\r\n");
        Message answer = line.message();
        assertThat(answer.start()).contains(status);
        assertThat(answer.header("etag")).isEqualTo("x");
        assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
      }
    }
  }

  @Test
  void headTellsTheLengthAndSendsNothing() throws Exception {
    try (Line line = RIG.line()) {
      for (int i = 0; i < 2; i++) {
        line.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
        String head = line.head();
        assertThat(head).startsWith("HTTP/1.1 200").contains("content-length: 22");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "GET"})
  void onlyThePostOfAMessageMustBeAnsweredWithJson(String method) throws Exception {
    try (HandMade upstream =
            HandMade.always("HTTP/1.1 200 OK\r\nallow: POST\r\ncontent-length: 0\r\n\r\n");
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      HttpResponse<String> answer = rig.ask().method(method).send();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("allow")).contains("POST");
    }
  }

  @Test
  void anAnswerThatEndsWithItsConnectionIsWhole() throws Exception {
    try (HandMade upstream =
            HandMade.of(line -> {
              line.message();
              line.send("HTTP/1.1 200 OK\r\nconnection: close\r\n" + JSON + "\r\n{\"a\":1}");
            });
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().send().body()).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void anEncodedStreamPassesUntouched() throws Exception {
    byte[] zipped = gzip("event: message_start\ndata: {}\n\n".repeat(50));
    String head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\n"
            + "content-length: "
            + zipped.length
            + "\r\n\r\n";
    Message answer = through(head + new String(zipped, StandardCharsets.ISO_8859_1));
    assertThat(answer.body()).isEqualTo(zipped);
    assertThat(answer.header("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void bytesOfABigAnswerArriveAll() throws Exception {
    Asking ask = RIG.ask().answer("text;events=12;bytes=1048576");
    HttpResponse<String> answer = ask.send();
    assertThat(answer.body()).hasSizeGreaterThan(12 << 20).endsWith("}");
    assertThat(answer.headers().firstValue("content-length"))
        .contains(String.valueOf(answer.body().length()));
  }

  private static Message through(String answer) throws Exception {
    try (HandMade upstream = HandMade.always(answer);
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.JSON));
      return line.message();
    }
  }

  /** What the lab answers when nobody stands between. */
  private static String direct(String fault) throws Exception {
    try (Line line = Line.to(RIG.lab().port())) {
      line.send(RIG.ask().raw(Asking.JSON, "x-lab-fault: " + fault));
      return line.message().text();
    }
  }

  private static String withoutId(String body) {
    return body.replaceAll("req_\\w+", "req_");
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
