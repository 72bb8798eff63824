package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.holdfast.decide.Reason;
import java.io.EOFException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cut answer never looks whole: it is tried again, or the connection breaks as it did for us. */
class BrokenAnswerTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
  private static final String GOOD = HEAD + "content-length: 9\r\n\r\n{\"ok\":42}";
  private static final int MEGABYTE = 1 << 20;

  @RegisterExtension static final Rig RIG = Rig.with(s -> s.budget(Duration.ofSeconds(5)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 100\r\n\r\n{\"half\":",
        "transfer-encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n",
        "transfer-encoding: chunked\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n8\r\n{\"h",
        "transfer-encoding: chunked\r\n\r\nno chunk at all\r\n",
        "transfer-encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n0\r\n\r\n",
        "connection: close\r\n\r\n{\"half\": \"text",
        "content-length: 0\r\n\r\n",
        "content-leng"
      })
  void aCutAnswerIsTriedAgain(String broken) throws Exception {
    HandMade.Talk cut =
        line -> {
          line.message();
          line.send(HEAD + broken);
        };
    try (HandMade upstream = HandMade.of(cut, cut, line -> answer(line, GOOD));
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().send().body()).isEqualTo("{\"ok\":42}");
      assertThat(upstream.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"end-after-1-events", "malformed-sse", "cut-body"})
  void aMessageThatIsNoWholeJsonIsTriedAgain(String fault) throws Exception {
    Asking ask = RIG.ask().fault(fault);
    HttpResponse<String> answer = ask.send();
    assertThat(answer.body()).contains("end_turn").endsWith("}");
    assertThat(RIG.attempts(ask)).hasSize(2);
  }

  @Test
  void elsewhereAnythingMayBeAnswered() throws Exception {
    try (HandMade upstream =
            HandMade.of(line -> answer(line, HEAD + "content-length: 1\r\n\r\n{"));
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().path("/v1/files").send().body()).isEqualTo("{");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 33554432", "transfer-encoding: chunked"})
  void aBigAnswerThatIsCutBreaksTheConnection(String framing) throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    HandMade.Talk cut =
        line -> {
          line.message();
          line.send(HEAD + framing + "\r\n\r\n");
          if (framing.startsWith("transfer")) {
            line.send(Integer.toHexString(20 * MEGABYTE) + "\r\n");
          }
          line.send(new byte[12 * MEGABYTE]);
          headSeen.await(5, TimeUnit.SECONDS);
        };
    try (HandMade upstream = HandMade.of(cut);
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.JSON));
      String head = line.head();
      assertThat(head).startsWith("HTTP/1.1 200");
      headSeen.countDown();
      // Cut within a chunk or before the length, or with a reset: all are seen as broken.
      int all = head.contains("chunked") ? 30 * MEGABYTE : 33554432;
      assertThatIOException().isThrownBy(() -> line.exactly(all));
      assertThat(rig.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
      assertThat(upstream.connections()).isEqualTo(1);
    }
  }

  @Test
  void aChunkedBodyThatBreaksOffHasNoEnd() throws Exception {
    HandMade.Talk cut =
        line -> {
          line.message();
          line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
          line.send("transfer-encoding: chunked\r\n\r\n");
          line.chunk("data: 1\n\n");
        };
    try (HandMade upstream = HandMade.of(cut);
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.JSON).replace("/v1/messages", "/v1/other/stream"));
      assertThatExceptionOfType(EOFException.class).isThrownBy(line::message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"413;early", "401;early"})
  void anAnswerBeforeTheUploadIsOverIsHandedOn(String fault) throws Exception {
    for (int i = 0; i < 3; i++) {
      Asking ask = RIG.ask().body(new byte[10 * MEGABYTE]).fault(fault);
      HttpResponse<String> answer = ask.send();
      assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(fault.substring(0, 3)));
      assertThat(RIG.attempts(ask)).hasSize(1);
    }
  }

  @Test
  void anEarlyRefusalIsTriedAgainWithTheWholeBody() throws Exception {
    Asking ask = RIG.ask().path("/v1/x").body(new byte[10 * MEGABYTE]).fault("529x2;early");
    assertThat(ask.send().statusCode()).isEqualTo(404);
    assertThat(RIG.attempts(ask)).hasSize(3);
    assertThat(RIG.attempts(ask).get(2).arrived().bodyBytes()).isEqualTo(10 * MEGABYTE);
  }

  @Test
  void anUploadThatNobodyReadsAnyMoreEnds() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    HandMade.Talk early =
        line -> {
          line.head();
          line.send("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
          answered.await(5, TimeUnit.SECONDS);
          assertThat(line.closes()).isTrue();
          closed.countDown();
        };
    try (HandMade upstream = HandMade.of(early);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().body(new byte[20 * MEGABYTE]).send().statusCode()).isEqualTo(413);
      answered.countDown();
      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void answer(Line line, String answer) throws Exception {
    line.message();
    line.send(answer);
  }
}
