package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The one line of a call: what is in it, and what never is. */
class CallLogTest {
  private static final String CANARY = "sk-ant-api03-CANARY";
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("holdfast.call");
  private final CallLog log = new CallLog();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
    lines.start();
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void aGoodCallIsOneLineOfInfo() {
    Scripted.call(log).succeeds(Scripted.answer(200, requestId("req_1")));
    assertThat(only().getLevel()).isEqualTo(Level.INFO);
    assertThat(only().getFormattedMessage()).isEqualTo("call answered");
    assertThat(fields())
        .hasEntrySatisfying("call", id -> assertThat(id.toString()).startsWith("c"))
        .containsEntry("endpoint", "/v1/messages")
        .containsEntry("model", "opus-5")
        .containsEntry("ending", "answered")
        .containsEntry("reason", "success")
        .containsEntry("attempts", 1)
        .containsEntry("waited_ms", 0L)
        .containsEntry("kind", "ok")
        .containsEntry("took_ms", 300L)
        .containsEntry("status", 200)
        .containsEntry("request_ids", "req_1")
        .containsEntry("reading", "complete")
        .hasSize(12);
  }

  @Test
  void aRefusalTellsWhyAndALossTellsHow() {
    Meaning refused = new Meaning(Reading.REFUSED, "cyber");
    Scripted.call(log)
        .succeeds(new Answered(200, Headers.NONE, null, Phase.CONTENT, "refusal", refused));
    assertThat(fields()).containsEntry("reading", "refused").containsEntry("refusal", "cyber");
    lines.list.clear();
    Scripted.call(log).fails(Lost.of(Loss.LIVENESS, Phase.CONTENT));
    assertThat(fields()).containsEntry("reading", "truncated").containsEntry("loss", "liveness");
    lines.list.clear();
    Scripted.call(log)
        .retries(Lost.of(Loss.RESET, Phase.SENT), Duration.ofMillis(1))
        .succeeds(Scripted.answer(200, Headers.NONE));
    assertThat(fields()).doesNotContainKey("loss");
  }

  @Test
  void aFailedCallIsOneLineOfWarning() {
    Scripted.call(log)
        .retries(Scripted.answer(529, requestId("req_1")), Duration.ofMillis(700))
        .retries(Lost.of(Loss.RESET, Phase.SENT), Duration.ofMillis(500))
        .fails(Scripted.answer(503, requestId("req_2")));
    assertThat(only().getLevel()).isEqualTo(Level.WARN);
    assertThat(only().getFormattedMessage()).isEqualTo("call failed");
    assertThat(fields())
        .containsEntry("reason", "budget-spent")
        .containsEntry("kind", "unavailable")
        .containsEntry("origin", "provider")
        .containsEntry("status", 503)
        .containsEntry("attempts", 3)
        .containsEntry("waited_ms", 1_200L)
        .containsEntry("took_ms", 2_100L)
        .containsEntry("request_ids", "req_1 req_2");
  }

  @Test
  void aCallThatNeverGotAnAnswerHasNoStatus() {
    Scripted.call(log).fails(Lost.of(Loss.CONNECT, Phase.CONNECT));
    assertThat(fields())
        .containsEntry("kind", "gateway")
        .containsEntry("origin", "between")
        .doesNotContainKeys("status", "request_ids");
  }

  @Test
  void aCallerThatLeavesIsNoWarning() {
    Scripted.call(log).leaves();
    assertThat(only().getLevel()).isEqualTo(Level.INFO);
    assertThat(fields()).containsEntry("ending", "cancelled").doesNotContainKey("kind");
  }

  @Test
  void secretsNeverShow() {
    Headers headers =
        name -> name.equals("request-id") ? "req_1" : name.equals("retry-after") ? "1" : CANARY;
    byte[] text =
        """
        {"type": "error", "error": {"type": "%1$s", "message": "%1$s"}, "request_id": "%1$s"}
        """
            .formatted(CANARY)
            .getBytes(StandardCharsets.UTF_8);
    ErrorBody body = ErrorBody.read(text, text.length);
    Scripted.call(log)
        .retries(Answered.failed(529, headers, body), Duration.ofMillis(1))
        .fails(new Answered(400, headers, body, Phase.CONTENT, CANARY));
    assertThat(json()).contains("req_1").doesNotContain("CANARY");
  }

  @Test
  void nobodyCanForgeALine() {
    String forged = "x\"}\n{\"level\":\"ERROR\"";
    new Scripted(log, "/v1/\n" + forged, forged).succeeds(Scripted.answer(200, requestId(forged)));
    assertThat(fields())
        .containsEntry("endpoint", "other")
        .containsEntry("model", "other")
        .doesNotContainKey("request_ids");
    assertThat(json().strip()).doesNotContain("\n").doesNotContain("ERROR");
  }

  @Test
  void manyAttemptsMakeNoEndlessLine() {
    Scripted call = Scripted.call(log);
    for (int i = 0; i < 100; i++) {
      call.retries(Scripted.answer(529, requestId("req_" + i)), Duration.ofMillis(1));
    }
    call.succeeds();
    assertThat(fields().get("request_ids").toString().split(" ", -1)).hasSize(16);
  }

  @Test
  void nothingIsMadeForALogThatIsOff() {
    logger.setLevel(Level.OFF);
    Scripted.call(log).succeeds();
    assertThat(lines.list).isEmpty();
  }

  private static Headers requestId(String id) {
    return name -> name.equals("request-id") ? id : null;
  }

  private ILoggingEvent only() {
    assertThat(lines.list).hasSize(1);
    return lines.list.get(0);
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    only().getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
    return fields;
  }

  private String json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(logger.getLoggerContext());
    encoder.start();
    return new String(encoder.encode(only()), StandardCharsets.UTF_8);
  }
}
