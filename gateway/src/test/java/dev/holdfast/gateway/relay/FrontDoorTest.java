package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener on good and bad days: whatever comes in, the process lives on. */
class FrontDoorTest {
  private static final String ERROR = "\"type\":\"invalid_request_error\",\"message\":\"holdfast: ";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @AfterEach
  void theNextCallerIsServed() throws Exception {
    assertThat(RIG.ask().send().statusCode()).isEqualTo(200);
  }

  @Test
  void oneConnectionServesManyCalls() throws Exception {
    try (Line line = RIG.line()) {
      for (int i = 0; i < 5; i++) {
        line.send(RIG.ask().raw(i % 2 == 0 ? Asking.JSON : Asking.STREAM));
        assertThat(line.message().text()).contains("message");
      }
    }
  }

  @Test
  void pipelinedCallsAreAnsweredInTheirOrder() throws Exception {
    try (Line line = RIG.line()) {
      line.send(
          RIG.ask().raw(Asking.JSON, "x-lab-fault: 418;after=100ms")
              + RIG.ask().raw(Asking.JSON, "x-lab-fault: 402")
              + RIG.ask().raw(Asking.JSON));
      assertThat(line.message().status()).isEqualTo(418);
      assertThat(line.message().status()).isEqualTo(402);
      assertThat(line.message().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://127.0.0.1:9/v1/messages HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT 127.0.0.1:9 HTTP/1.1",
        "GET v1/messages HTTP/1.1"
      })
  void aTargetThatIsNoPathIsRefused(String start) throws Exception {
    try (Line line = RIG.line()) {
      line.send(start + "\r\nhost: a\r\n\r\n");
      Message answer = line.message();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains(ERROR + "the request target must be a path");
      assertThat(answer.header("x-holdfast-attempts")).isEqualTo("0");
    }
    assertThat(RIG.lab().calls()).isEmpty();
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.SHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 a TLS hello\r\n\r\n",
        "what?\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nbroken header\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "\r\n\r\n\r\n\u0000\u0000\u0000\u0000\r\n\r\n"
      })
  void whatIsNotHttpIsRefusedAndTheConnectionCloses(String bytes) throws Exception {
    try (Line line = RIG.line()) {
      line.send(bytes);
      String answer = line.rest();
      assertThat(answer).matches("(?s)|HTTP/\\d.\\d (400|501) .*");
    }
    assertThat(RIG.lab().calls()).isEmpty();
  }

  @Test
  void aHeaderThatIsTooLongIsRefused() throws Exception {
    try (Line line = RIG.line()) {
      line.send(RIG.ask().raw(Asking.JSON, "x-long: " + "x".repeat(70_000)));
      assertThat(line.head()).startsWith("HTTP/1.1 4");
    }
    assertThat(RIG.lab().calls()).isEmpty();
  }

  @Test
  void aLongHeaderPasses() throws Exception {
    String echo = "HTTP/1.1 200 OK\r\ncontent-type: a/json\r\ncontent-length: 7\r\n\r\n[%d]";
    HandMade.Talk talk =
        line -> line.send(echo.formatted(line.message().header("x-long").length()));
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().header("x-long", "x".repeat(50_000)).send().body()).isEqualTo("[50000]");
    }
  }

  @Test
  void aConnectionThatSaysNothingHarmsNobody() throws Exception {
    try (Line silent = RIG.line();
        Line half = RIG.line()) {
      half.send("POST /v1/mess");
      assertThat(RIG.ask().send().statusCode()).isEqualTo(200);
      silent.reset();
      half.reset();
    }
  }

  @Test
  void anOldClientIsServedAndItsConnectionCloses() throws Exception {
    try (Line line = RIG.line()) {
      line.send("GET /v1/models HTTP/1.0\r\nx-api-key: any\r\n\r\n");
      assertThat(line.rest()).startsWith("HTTP/1.").contains("claude").endsWith("}");
    }
  }
}
