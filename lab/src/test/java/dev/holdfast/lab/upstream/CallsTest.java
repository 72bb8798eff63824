package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static dev.holdfast.lab.upstream.Caller.ASK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.calls.Arrival;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.wire.Json;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call log: counting, ends, callers that leave, what arrived. */
class CallsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LabUpstream lab = LabUpstream.start();
  private final Caller caller = new Caller(lab.baseUrl());

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void attemptsOfOneCallAreCountedAndMeetTheSequence() throws Exception {
    for (int i = 0; i < 3; i++) {
      caller.ask(ASK, "x-lab-call", "a", "x-lab-fault", "529,500");
    }
    List<LabCall> calls = lab.await(all -> ended(all), SOON);
    assertThat(calls).hasSize(1);
    LabCall call = calls.get(0);
    assertThat(call.id()).isEqualTo("a");
    assertThat(call.path()).isEqualTo("/v1/messages");
    assertThat(call.model()).isEqualTo("claude-opus-5");
    assertThat(call.attempts()).extracting(Attempt::fault).containsExactly("529", "500", "none");
    assertThat(call.attempts()).extracting(Attempt::status).containsExactly(529, 500, 200);
    assertThat(call.attempts()).extracting(Attempt::ended).containsOnly(Ended.COMPLETE);
  }

  @Test
  void requestsWithoutAnIdAreCallsOfTheirOwn() throws Exception {
    caller.ask(ASK, "x-lab-fault", "529x2");
    assertThat(caller.ask(ASK, "x-lab-fault", "529x2").statusCode()).isEqualTo(529);
    assertThat(lab.calls()).hasSize(2).allMatch(call -> call.attempts().size() == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "stall,HTTP_1_1",
    "stall,HTTP_2",
    "delay=1h,HTTP_1_1",
    "delay=1h,HTTP_2",
    "stall-after-3-events,HTTP_1_1",
    "stall-after-3-events,HTTP_2",
    "ping-only=5ms,HTTP_1_1",
    "ping-only=5ms,HTTP_2",
    "slow-read=1,HTTP_1_1",
    "first-token=1h,HTTP_2"
  })
  void aCallerThatLeavesIsNoticed(String fault, Version version) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(version).build();
    Caller leaving = new Caller(lab.baseUrl(), client);
    var request = leaving.request("POST", "/v1/messages", ASK_STREAM, "x-lab-fault", fault);
    var answer = client.sendAsync(request, BodyHandlers.ofString());
    Attempt before = last(lab.await(all -> !all.isEmpty(), SOON));
    assertThat(before.ended()).isEqualTo(Ended.OPEN);
    answer.cancel(true);
    Attempt after = last(lab.await(all -> ended(all), SOON));
    assertThat(after.ended()).isEqualTo(Ended.CLIENT_GONE);
    assertThat(after.endedAt()).isGreaterThan(after.at());
  }

  @Test
  void aCallerThatDoesNotReadHoldsTheStreamBack() throws Exception {
    try (RawCaller raw = new RawCaller(lab.port())) {
      String answer = "text;events=100000;bytes=1024\r\ncontent-length";
      raw.write(
          RawCaller.head("none", ASK_STREAM.length())
              .replace("content-length", "x-lab-answer: " + answer));
      raw.write(ASK_STREAM);
      assertThat(last(lab.await(all -> status(all) != null, SOON)).ended()).isEqualTo(Ended.OPEN);
    }
    assertThat(last(lab.await(all -> ended(all), SOON)).ended()).isEqualTo(Ended.CLIENT_GONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "garbage", "half-close", "close-on-accept"})
  void whatTheLabBreaksItselfIsComplete(String fault) throws Exception {
    RawCaller.ask(lab.port(), fault, ASK);
    Attempt attempt = last(lab.await(all -> ended(all), SOON));
    assertThat(attempt.ended()).isEqualTo(Ended.COMPLETE);
    assertThat(attempt.status()).isNull();
  }

  @Test
  void whatArrivedIsKept() throws Exception {
    caller.send("POST", "/v1/messages?beta=true", ASK, "x-own", "1", "x-own", "2");
    Arrival arrival = last(lab.calls()).arrived();
    byte[] bytes = ASK.getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(arrival).isNotNull();
    assertThat(arrival.method()).isEqualTo("POST");
    assertThat(arrival.target()).isEqualTo("/v1/messages?beta=true");
    assertThat(arrival.version()).isEqualTo("HTTP/1.1");
    assertThat(arrival.bodyBytes()).isEqualTo(bytes.length);
    assertThat(arrival.bodySha256()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(arrival.headers()).containsEntry("X-Own", List.of("1", "2"));
  }

  @Test
  void theLogIsReadAndForgottenOverHttp() throws Exception {
    caller.ask(ASK, "x-lab-call", "a", "x-lab-fault", "529");
    lab.await(all -> ended(all), SOON);
    JsonNode call = calls().path("calls").path(0);
    assertThat(call.path("id").asText()).isEqualTo("a");
    JsonNode attempt = call.path("attempts").path(0);
    assertThat(attempt.path("at_ms").isIntegralNumber()).isTrue();
    assertThat(attempt.path("ended_ms").asLong()).isGreaterThanOrEqualTo(0);
    assertThat(attempt.path("fault").asText()).isEqualTo("529");
    assertThat(attempt.path("status").asInt()).isEqualTo(529);
    assertThat(attempt.path("ended").asText()).isEqualTo("complete");
    caller.send("DELETE", "/lab/calls", "");
    assertThat(calls().path("calls")).isEmpty();
  }

  private JsonNode calls() throws Exception {
    String body = caller.send("GET", "/lab/calls", "").body();
    return Json.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean ended(List<LabCall> calls) {
    return !calls.isEmpty() && last(calls).ended() != Ended.OPEN;
  }

  private static Integer status(List<LabCall> calls) {
    return calls.isEmpty() ? null : last(calls).status();
  }

  private static Attempt last(List<LabCall> calls) {
    return calls.get(calls.size() - 1).last();
  }
}
