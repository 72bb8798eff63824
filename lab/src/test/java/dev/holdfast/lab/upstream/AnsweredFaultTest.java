package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static dev.holdfast.lab.upstream.Caller.ASK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that come as an answer: errors, pages, error events, slowness. */
class AnsweredFaultTest {
  private static final LabClock CLOCK = new LabClock();

  private static LabUpstream lab;
  private static Caller caller;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
    caller = new Caller(lab.baseUrl());
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request_error",
    "401,authentication_error",
    "402,billing_error",
    "403,permission_error",
    "404,not_found_error",
    "408,invalid_request_error",
    "409,conflict_error",
    "413,request_too_large",
    "422,invalid_request_error",
    "429,rate_limit_error",
    "500,api_error",
    "502,api_error",
    "503,api_error",
    "504,timeout_error",
    "529,overloaded_error",
    "418,invalid_request_error",
    "599,api_error"
  })
  void errorsAreWordedAsTheApiWordsThem(int status, String type) throws Exception {
    HttpResponse<String> answer = caller.ask(ASK_STREAM, "x-lab-fault", Integer.toString(status));
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode body = json(answer);
    assertThat(body.path("type").asText()).isEqualTo("error");
    assertThat(body.path("error").path("type").asText()).isEqualTo(type);
    assertThat(body.path("error").path("message").asText()).isNotEmpty();
    assertThat(body.path("request_id").asText(null))
        .isEqualTo(answer.headers().firstValue("request-id").orElse(null));
  }

  @Test
  void anOverloadLooksLikeTheRealOne() throws Exception {
    var headers = caller.ask(ASK, "x-lab-fault", "529").headers();
    assertThat(headers.firstValue("x-should-retry")).contains("true");
    assertThat(headers.firstValue("retry-after")).isEmpty();
    assertThat(headers.firstValue("server")).contains("cloudflare");
    assertThat(headers.firstValue("cf-ray")).isPresent();
    assertThat(headers.firstValue("request-id").orElseThrow()).startsWith("req_01");
  }

  @Test
  void theSpendCapHasACodeAndNoRetryAfter() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", "spend-limit");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    assertThat(json(answer).path("error").path("details").path("error_code").asText())
        .isEqualTo("enforced_spend_limit_reached");
  }

  @Test
  void anOwnSpendLimitIsA400() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", "spend-limit-400");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("specified API usage limits");
  }

  @Test
  void retryAfterAsADateIsRelativeToTheLabsOwnDate() throws Exception {
    var headers = caller.ask(ASK, "x-lab-fault", "429;retry-after=date+3s").headers();
    assertThat(
            Duration.between(
                date(headers.firstValue("date").orElseThrow()),
                date(headers.firstValue("retry-after").orElseThrow())))
        .hasSeconds(3);
  }

  @ParameterizedTest
  @CsvSource({"503;html,503", "html,200", "html=524,524"})
  void pagesAreHtml(String fault, int status) throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", fault);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    assertThat(answer.headers().firstValue("request-id")).isEmpty();
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void anEmptyBodyIsEmpty() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", "503;empty");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sse-error-first,overloaded_error,0", "sse-error-first=rate_limit_error,rate_limit_error,0",
    "sse-error-after-start=api_error,api_error,1", "sse-error-after-6=timeout_error,timeout_error,6"
  })
  void anErrorEventEndsTheStream(String fault, String type, int before) throws Exception {
    HttpResponse<String> answer = caller.ask(ASK_STREAM, "x-lab-fault", fault);
    String[] events = answer.body().split("\n\n");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events).hasSize(before + 1);
    assertThat(events[before])
        .startsWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"" + type);
  }

  @Test
  void withoutAStreamAnErrorEventIsAStatus() throws Exception {
    assertThat(caller.ask(ASK, "x-lab-fault", "sse-error-after-5=timeout_error").statusCode())
        .isEqualTo(504);
  }

  @Test
  void aMalformedEventStandsAmongGoodOnes() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK_STREAM, "x-lab-fault", "malformed-sse-after-4");
    String[] events = answer.body().split("\n\n");
    assertThat(events[4]).endsWith("\"del");
    assertThat(events[events.length - 1]).contains("message_stop");
  }

  @Test
  void theWrongTypeCarriesTheRightBody() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", "wrong-type=text/html");
    assertThat(answer.headers().firstValue("content-type")).contains("text/html");
    assertThat(json(answer).path("type").asText()).isEqualTo("message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"529;after=120ms", "delay=120ms", "first-token=120ms", "slow-read=600"})
  void slownessTakesTime(String fault) throws Exception {
    Instant start = CLOCK.instant();
    caller.ask(ASK_STREAM, "x-lab-fault", fault);
    assertThat(Duration.between(start, CLOCK.instant())).isGreaterThan(Duration.ofMillis(110));
  }

  @Test
  void whoFindsNeitherAWorkerNorRoomIsTurnedAway() throws Exception {
    try (LabUpstream busy = LabUpstream.start()) {
      busy.faults("slots=1*;queue=0;work=1h");
      Caller another = new Caller(busy.baseUrl());
      HttpRequest ask = another.request("POST", "/v1/messages", ASK);
      var first = another.client().sendAsync(ask, BodyHandlers.ofString());
      busy.await(
          calls -> calls.size() == 1 && calls.get(0).last().fault().startsWith("slots"),
          Duration.ofSeconds(20));

      assertThat(another.ask(ASK).statusCode()).isEqualTo(529);
      assertThat(first).isNotDone();
    }
  }

  @Test
  void anAccountThatIsUsedUpIsTurnedAwayAndTold() throws Exception {
    try (LabUpstream small = LabUpstream.start()) {
      small.faults("limits*;requests=1;input-tokens=5000");
      Caller another = new Caller(small.baseUrl());
      HttpResponse<String> first = another.ask(ASK);
      HttpResponse<String> second = another.ask(ASK);

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("anthropic-ratelimit-requests-limit")).contains("1");
      assertThat(first.headers().firstValue("anthropic-ratelimit-requests-remaining"))
          .contains("0");
      assertThat(first.headers().firstValue("anthropic-ratelimit-input-tokens-remaining"))
          .contains("5000");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.body()).contains("rate limit of 1 requests per minute");
      assertThat(Long.parseLong(second.headers().firstValue("retry-after").orElseThrow()))
          .isBetween(1L, 60L);
      assertThat(another.ask(ASK.replace("opus-5", "haiku-4-5")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void ownHeadersAndWords() throws Exception {
    HttpResponse<String> answer =
        caller.ask(
            ASK,
            "x-lab-fault",
            "500;should-retry=false;header:x-who=me;retry-after-ms=5;type=odd_error;message=a b");
    assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
    assertThat(answer.headers().firstValue("retry-after-ms")).contains("5");
    assertThat(answer.headers().firstValue("x-who")).contains("me");
    assertThat(answer.body()).contains("\"type\":\"odd_error\",\"message\":\"a b\"");
  }

  @Test
  void anUnknownFaultIsExplained() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK, "x-lab-fault", "529,stal");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").path("message").asText())
        .isEqualTo("unknown fault 'stal'; the nearest is 'stall'");
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
