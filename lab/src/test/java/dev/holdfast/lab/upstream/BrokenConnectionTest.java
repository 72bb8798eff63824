package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static dev.holdfast.lab.upstream.Caller.ASK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.upstream.RawCaller.Seen;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that break the connection, seen byte by byte. */
class BrokenConnectionTest {
  private static LabUpstream lab;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "reset,5000,rst",
    "half-close,5000,fin",
    "close-on-accept,5000,fin",
    "stall,300,silence",
    "ping-only=1s,300,silence"
  })
  void nothingIsAnswered(String fault, int millis, String end) throws IOException {
    try (RawCaller caller = new RawCaller(lab.port())) {
      caller.write(RawCaller.head(fault, ASK.length()) + ASK);
      assertThat(caller.read(millis)).isEqualTo(new Seen("", end));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reset-after-head,0,rst", "reset-after-5-events,5,rst",
    "half-close-after-head,0,fin", "half-close-after-4,4,fin",
    "stall-after-head,0,silence", "stall-after-3-events,3,silence",
    "ping-only=20s,1,silence"
  })
  void aStreamBreaksOff(String fault, int events, String end) throws IOException {
    Seen seen = RawCaller.ask(lab.port(), fault, ASK_STREAM);
    assertThat(seen.text()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("message_stop");
    assertThat(seen.text()).doesNotEndWith("0\r\n\r\n");
    assertThat(seen.events()).isEqualTo(events);
    assertThat(seen.end()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "reset-after-1-event,rst",
    "half-close-after-1-event,fin",
    "stall-after-1-event,silence",
    "cut-body,fin"
  })
  void aJsonAnswerIsCutInHalf(String fault, String end) throws IOException {
    Seen seen = RawCaller.ask(lab.port(), fault, ASK);
    String body = seen.text().substring(seen.text().indexOf("\r\n\r\n") + 4);
    assertThat(seen.text()).contains("content-length: 516\r\n");
    assertThat(body).hasSize(258).startsWith("{\"id\":\"msg_");
    assertThat(seen.end()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({"end-after-head,0", "end-after-5-events,5", "no-message-stop,12"})
  void aCleanEndComesTooEarly(String fault, int events) throws IOException {
    Seen seen = RawCaller.ask(lab.port(), fault, ASK_STREAM);
    assertThat(seen.events()).isEqualTo(events);
    assertThat(seen.text()).endsWith("\r\n0\r\n\r\n").doesNotContain("message_stop");
  }

  @Test
  void garbageIsNoHttp() throws IOException {
    Seen seen = RawCaller.ask(lab.port(), "garbage", ASK);
    assertThat(seen.text()).contains("NOT-HTTP").doesNotContain("HTTP/1.1");
    assertThat(seen.end()).isEqualTo("fin");
  }

  @Test
  void aHalfClosedConnectionCanStillBeWrittenTo() throws IOException {
    try (RawCaller caller = new RawCaller(lab.port())) {
      caller.write(RawCaller.head("half-close", ASK.length()) + ASK);
      assertThat(caller.read().end()).isEqualTo("fin");
      caller.write("still here");
      caller.write("still here");
    }
  }

  @Test
  void anEarlyAnswerDoesNotWaitForTheBody() throws IOException {
    try (RawCaller caller = new RawCaller(lab.port())) {
      caller.write(RawCaller.head("413;early", 1_000_000) + "{");
      assertThat(caller.read().text()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aConnectionSurvivesAnEarlyAnswer() throws IOException {
    try (RawCaller caller = new RawCaller(lab.port())) {
      caller.write(RawCaller.head("529;early", ASK.length()));
      assertThat(caller.read().text()).startsWith("HTTP/1.1 529 ");
      caller.write(ASK + RawCaller.head("none", ASK.length()) + ASK);
      assertThat(caller.read().text()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusedConnectionsAreClosedBeforeTheRequestIsRead() throws Exception {
    try (LabUpstream refusing = LabUpstream.start()) {
      refusing.faults("close-on-acceptx2");
      for (int i = 0; i < 2; i++) {
        Seen seen = RawCaller.ask(refusing.port(), "none", ASK);
        assertThat(seen.text()).isEmpty();
        assertThat(seen.end()).isIn("fin", "rst");
      }
      assertThat(refusing.calls()).isEmpty();
      assertThat(new Caller(refusing.baseUrl()).ask(ASK).statusCode()).isEqualTo(200);
    }
  }
}
