package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.gateway.config.GatewayConfig.PreflightMode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What certainly fails is refused before it is sent; what could be better is sent and remarked. */
class PreflightTest {
  private static final String EMPTY = "{\"model\":\"claude-opus-5\",\"messages\":[]}";
  private static final String HEADER = "x-holdfast-preflight";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  private static String remark(HttpResponse<?> answer) {
    return answer.headers().firstValue(HEADER).orElse("none");
  }

  private static String withTokens(int maxTokens) {
    return Asking.JSON.replace(":64,", ":" + maxTokens + ",");
  }

  @Test
  void whatCertainlyFailsIsNotSent() throws Exception {
    Asking ask = RIG.ask().body(EMPTY);
    HttpResponse<String> answer = ask.send();

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                + "\"holdfast: messages is empty: give a list of messages that begins with one of"
                + " the user (holdfast why "
                + header(answer, "x-holdfast-call-id")
                + ")\"},\"request_id\":null}");
    assertThat(remark(answer)).isEqualTo("reject: no-messages");
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("preflight");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("0");
    assertThat(RIG.attempts(ask)).isEmpty();
    CallEnded end = RIG.heard().ends(1).get(0);
    assertThat(end.reason()).isEqualTo(Reason.PREFLIGHT);
    assertThat(end.attempts()).isZero();
    assertThat(end.verdict()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tools\":[{\"name\":\"a\"}]           | reject: bad-tool",
        "\"model\":\"claude-haiku-4-5\",\"max_tokens\":64001 | reject: too-many-tokens",
      })
  void otherFindings(String fields, String remark) throws Exception {
    String body = "{" + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    HttpResponse<String> answer = RIG.ask().path("/v1/messages?beta=true").body(body).send();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(remark(answer)).isEqualTo(remark);
  }

  @Test
  void aBodyOverTheLimitIsRejectedToo() throws Exception {
    try (Line line = RIG.line()) {
      line.send("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 33554433\r\n\r\n");
      Message answer = line.message();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header(HEADER)).isEqualTo("reject: too-large");
      assertThat(answer.text()).contains("upload big content once with the Files API");
    }
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.PREFLIGHT);
  }

  @Test
  void theConnectionServesTheNextCall() throws Exception {
    try (Line line = RIG.line()) {
      line.send(RIG.ask().raw(EMPTY) + RIG.ask().raw(Asking.JSON));
      assertThat(line.message().status()).isEqualTo(400);
      assertThat(line.message().status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsRightIsSentWithoutRemark() throws Exception {
    assertThat(remark(RIG.ask().send())).isEqualTo("none");
    assertThat(remark(RIG.ask().stream().send())).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "529x2", "403", "html"})
  void whatCouldBeBetterIsSentAndRemarked(String fault) throws Exception {
    Asking ask = RIG.ask().body(withTokens(30_000));
    HttpResponse<String> answer = (fault.isEmpty() ? ask : ask.fault(fault)).send();
    assertThat(remark(answer)).isEqualTo("warn: not-streamed");
    assertThat(RIG.attempts(ask)).isNotEmpty();
  }

  @Test
  void anUpstreamsOwnRemarkIsNotOurs() throws Exception {
    String head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    String body = "{\"type\":\"message\",\"stop_reason\":\"end_turn\"}";
    HandMade.Talk talk =
        line -> {
          line.message();
          String length = "content-length: " + body.length() + "\r\n";
          line.send(head + length + HEADER + ": reject: foo\r\n\r\n" + body);
        };
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(remark(rig.ask().send())).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity"})
  void anEncodedBodyIsNotJudged(String encoding) throws Exception {
    Asking ask = RIG.ask().body(EMPTY).header("content-encoding", encoding);
    assertThat(remark(ask.send())).isEqualTo("none");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"PUT, /v1/messages", "POST, /v1/complete", "POST, /v1/messages/", "POST, /v1/files"})
  void otherRequestsAreNotJudged(String method, String path) throws Exception {
    Asking ask = RIG.ask().method(method).path(path).body(EMPTY);
    assertThat(remark(ask.send())).isEqualTo("none");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void aBetaMayRaiseAModelsMaximum() throws Exception {
    String body = withTokens(300_000).replace("claude-opus-5", "claude-opus-4-8");
    assertThat(remark(RIG.ask().body(body).send())).isEqualTo("reject: too-many-tokens");
    Asking ask = RIG.ask().body(body).header("anthropic-beta", "a-2026-01-01");
    HttpResponse<String> answer = ask.header("anthropic-beta", "output-300k-2026-03-24").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(remark(answer)).isEqualTo("warn: not-streamed");
  }

  @Test
  void itMayOnlyRemark() throws Exception {
    try (Rig rig = Rig.start(s -> s.preflight(PreflightMode.WARN))) {
      Asking ask = rig.ask().body(EMPTY);
      HttpResponse<String> answer = ask.send();
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("holdfast");
      assertThat(remark(answer)).isEqualTo("warn: no-messages");
      assertThat(rig.attempts(ask)).hasSize(1);
    }
  }

  @Test
  void itMayBeOff() throws Exception {
    try (Rig rig = Rig.start(s -> s.preflight(PreflightMode.OFF).memory(40 << 20))) {
      assertThat(remark(rig.ask().body(withTokens(30_000)).send())).isEqualTo("none");
      HttpResponse<String> answer = rig.ask().body(" ".repeat((32 << 20) + 1)).send();
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).doesNotContain("holdfast");
      assertThat(remark(answer)).isEqualTo("none");
    }
  }
}
