package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted when this and that happens to calls. */
class MetersTest {
  private static final String CALLS =
      "holdfast_calls_total{ending=\"%s\",endpoint=\"/v1/messages\",model=\"opus-5\"}";
  private static final String ATTEMPTS =
      "holdfast_attempts_total{endpoint=\"/v1/messages\",kind=\"%s\",model=\"opus-5\",origin=\"%s\"}";
  private static final String DURATIONS =
      "gen_ai_client_operation_duration_seconds_%s{error_type=\"%s\","
          + "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"anthropic\","
          + "gen_ai_request_model=\"opus-5\"}";
  private final Meters meters = Still.meters();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void aGoodCall() {
    Scripted.call(meters).succeeds();
    Exposition told = scrape();
    assertThat(told.value(CALLS.formatted("answered"))).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("ok", "provider"))).isEqualTo(1);
    assertThat(told.value(DURATIONS.formatted("count", ""))).isEqualTo(1);
    assertThat(told.value(DURATIONS.formatted("sum", ""))).isEqualTo(0.3);
    assertThat(told.value("holdfast_readings_total{reading=\"complete\"}")).isEqualTo(1);
    assertThat(told.value("holdfast_wait_seconds_count")).isZero();
    assertThat(told.sum("holdfast_retries_total")).isZero();
  }

  @Test
  void aCallThatIsSaved() {
    Scripted.call(meters)
        .retries(529, Duration.ofMillis(700))
        .retries(Lost.of(Loss.CONNECT, Phase.CONNECT), Duration.ofMillis(500))
        .succeeds();
    Exposition told = scrape();
    assertThat(told.value(CALLS.formatted("answered"))).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("overloaded", "between"))).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("gateway", "between"))).isEqualTo(1);
    assertThat(told.value("holdfast_retries_total{kind=\"overloaded\"}")).isEqualTo(1);
    assertThat(told.value("holdfast_retries_total{kind=\"gateway\"}")).isEqualTo(1);
    assertThat(told.value("holdfast_wait_seconds_count")).isEqualTo(1);
    assertThat(told.value("holdfast_wait_seconds_sum")).isEqualTo(1.2);
    assertThat(told.value("holdfast_wait_seconds_bucket{le=\"1.0\"}")).isZero();
    assertThat(told.value("holdfast_wait_seconds_bucket{le=\"2.0\"}")).isEqualTo(1);
    assertThat(told.value(DURATIONS.formatted("sum", ""))).isEqualTo(2.1);
  }

  @Test
  void aCallThatFails() {
    Headers headers = name -> name.equals("request-id") ? "req_1" : null;
    Scripted.call(meters).fails(Scripted.answer(500, headers));
    Exposition told = scrape();
    assertThat(told.value(CALLS.formatted("failed"))).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("server_error", "provider"))).isEqualTo(1);
    assertThat(told.value(DURATIONS.formatted("count", "server_error"))).isEqualTo(1);
    assertThat(told.sum("holdfast_readings_total")).isZero();
  }

  @Test
  void aCallerThatLeavesTakesItsAttemptAlong() {
    Scripted.call(meters).leaves();
    Exposition told = scrape();
    assertThat(told.value(CALLS.formatted("cancelled"))).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("cancelled", "provider"))).isEqualTo(1);
    assertThat(told.value(DURATIONS.formatted("count", "cancelled"))).isEqualTo(1);
  }

  @Test
  void aCallerThatLeavesInAPauseHadNoRetry() {
    Scripted.call(meters).retries(529, Duration.ofMillis(700)).leavesBeforeRetry(529);
    Exposition told = scrape();
    assertThat(told.value("holdfast_retries_total{kind=\"overloaded\"}")).isEqualTo(1);
    assertThat(told.value(ATTEMPTS.formatted("overloaded", "between"))).isEqualTo(2);
    assertThat(told.sum("holdfast_attempts_total")).isEqualTo(2);
  }

  @Test
  void meaningsOfGoodAnswers() {
    for (String reason : List.of("refusal", "tool_use", "tool_use", "max_tokens")) {
      Scripted.call(meters).succeeds(new Answered(200, Headers.NONE, null, Phase.CONTENT, reason));
    }
    Exposition told = scrape();
    assertThat(told.value("holdfast_readings_total{reading=\"refused\"}")).isEqualTo(1);
    assertThat(told.value("holdfast_readings_total{reading=\"tool-call\"}")).isEqualTo(2);
    assertThat(told.value("holdfast_readings_total{reading=\"truncated\"}")).isEqualTo(1);
  }

  @Test
  void callsThatAreNotOfAModel() {
    new Scripted(meters, "/v1/files/file_1", null).succeeds();
    Exposition told = scrape();
    assertThat(
            told.value(
                "holdfast_calls_total{ending=\"answered\",endpoint=\"/v1/files\",model=\"-\"}"))
        .isEqualTo(1);
    assertThat(told.sum("holdfast_readings_total")).isZero();
    assertThat(told.sum("gen_ai_client_operation_duration_seconds")).isZero();
  }

  @Test
  void theProcessItself() {
    System.gc(); // gauges would forget what nobody holds
    Exposition told = scrape();
    assertThat(told.value("holdfast_calls_in_flight")).isEqualTo(3);
    assertThat(told.value("holdfast_replay_memory_bytes")).isEqualTo(2_048);
    assertThat(told.value("holdfast_replay_memory_limit_bytes")).isEqualTo(1_048_576);
    assertThat(told.sum("holdfast_build_info{")).isEqualTo(1);
    assertThat(told.sum("jvm_memory_used_bytes{")).isPositive();
    assertThat(told.value("process_uptime_seconds")).isPositive();
  }

  private Exposition scrape() {
    return new Exposition(meters.scrape());
  }
}
