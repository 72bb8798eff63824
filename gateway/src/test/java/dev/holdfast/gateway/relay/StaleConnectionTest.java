package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.AttemptEnded;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An upstream that closes a pooled connection the moment the next request arrives on it. */
class StaleConnectionTest {
  private static final String OK =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"ok\":42}";

  @Test
  void aMessageIsSentAgainAtOnce() throws Exception {
    try (HandMade upstream = HandMade.of(StaleConnectionTest::once, StaleConnectionTest::always);
        Rig rig = to(upstream);
        Line line = rig.line()) {
      assertThat(ask(rig, line, "/v1/messages").header("x-holdfast-attempts")).isEqualTo("1");
      Message second = ask(rig, line, "/v1/messages");
      assertThat(second.status()).isEqualTo(200);
      assertThat(second.header("x-holdfast-attempts")).isEqualTo("2");
      assertThat(second.header("x-holdfast-waited-ms")).isEqualTo("0");
      assertThat(reasons(rig)).contains(Reason.STALE_CONNECTION);
    }
  }

  @Test
  void aConnectionThatWasFreshIsNotStale() throws Exception {
    HandMade.Talk closes = Line::message;
    try (HandMade upstream = HandMade.of(closes, StaleConnectionTest::always);
        Rig rig = to(upstream)) {
      HttpResponse<String> answer = rig.ask().send();
      assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("2");
      assertThat(reasons(rig)).contains(Reason.BACKOFF).doesNotContain(Reason.STALE_CONNECTION);
    }
  }

  @Test
  void whatMayHaveRunIsNotSentAgain() throws Exception {
    try (HandMade upstream = HandMade.of(StaleConnectionTest::once, StaleConnectionTest::always);
        Rig rig = to(upstream);
        Line line = rig.line()) {
      assertThat(ask(rig, line, "/v1/messages/batches").status()).isEqualTo(200);
      Message second = ask(rig, line, "/v1/messages/batches");
      assertThat(second.status()).isEqualTo(502);
      assertThat(second.header("x-holdfast-attempts")).isEqualTo("1");
      assertThat(second.header("x-holdfast-reason")).isEqualTo("not-repeatable");
    }
  }

  /** Calls of one connection share an event loop, and so the connections to the upstream. */
  private static Rig to(HandMade upstream) throws Exception {
    return Rig.start(s -> s.url(upstream.url()));
  }

  private static Message ask(Rig rig, Line line, String path) throws Exception {
    line.send(rig.ask().raw(Asking.JSON).replace("/v1/messages", path));
    return line.message();
  }

  private static void once(Line line) throws Exception {
    line.message();
    line.send(OK);
    line.text();
    line.reset();
  }

  private static void always(Line line) throws Exception {
    while (!line.message().start().isEmpty()) {
      line.send(OK);
    }
  }

  private static List<Reason> reasons(Rig rig) {
    return rig.heard().attempts().stream()
        .map(AttemptEnded::result)
        .map(result -> result.decision().reason())
        .toList();
  }
}
