package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trails as the admin listener tells them. */
class TrailPagesTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final AdminRig rig = AdminRig.on(VERTX, "127.0.0.1", null, null);

  @AfterEach
  void close() {
    rig.close();
  }

  @AfterAll
  static void leave() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Headers requestId(String id) {
    return name -> name.equals("request-id") ? id : null;
  }

  /** A call that met a 529 and a broken connection before it was answered. */
  private Scripted answered() {
    Scripted call = Scripted.call(rig.trails);
    call.retries(Scripted.answer(529, requestId("req_1")), Duration.ofMillis(700))
        .retries(Lost.of(Loss.RESET, Phase.SENT), Duration.ofMillis(500))
        .succeeds(Scripted.answer(200, requestId("req_3")));
    return call;
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = rig.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void aTrailSaysWhatTheCallWas() throws Exception {
    JsonNode trail = json("/api/v1/trails/" + answered().id());

    assertThat(trail.path("endpoint").asText()).isEqualTo("/v1/messages");
    assertThat(trail.path("model").asText()).isEqualTo("opus-5");
    assertThat(trail.path("upstream").asText()).isEqualTo("https://api.anthropic.com");
    assertThat(trail.path("began").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(trail.path("took_ms").asInt()).isEqualTo(2_100);
    assertThat(trail.path("waited_ms").asInt()).isEqualTo(1_200);
    assertThat(trail.path("ending").asText()).isEqualTo("answered");
    assertThat(trail.path("reason").asText()).isEqualTo("success");
    assertThat(trail.path("attempts").asInt()).isEqualTo(3);
    assertThat(trail.path("request_ids"))
        .extracting(JsonNode::asText)
        .containsExactly("req_1", "req_3");
  }

  @Test
  void itsEventsSayWhatHappenedAndWhy() throws Exception {
    JsonNode events = json("/api/v1/trails/" + answered().id()).path("events");

    assertThat(events)
        .extracting(event -> event.path("event").asText())
        .containsSubsequence("attempt-started", "attempt-ended", "attempt-started", "ended");
    JsonNode first = events.path(1);
    assertThat(first.path("at").asText()).isEqualTo("2026-11-23T12:00:00.300Z");
    assertThat(first.path("after_ms").asInt()).isEqualTo(300);
    assertThat(first.path("outcome").path("status").asInt()).isEqualTo(529);
    assertThat(first.path("verdict").path("kind").asText()).isEqualTo("overloaded");
    assertThat(first.path("conditions").path("breaker").asText()).isEqualTo("closed");
    assertThat(first.path("conditions").path("time_left_ms").asInt()).isEqualTo(15_000);
    assertThat(first.path("conditions").path("retry_budget").asInt()).isEqualTo(100);
    assertThat(first.path("decision").path("do").asText()).isEqualTo("retry");
    assertThat(first.path("decision").path("pause_ms").asInt()).isEqualTo(700);
    assertThat(events.path(3).path("outcome").path("lost").asText()).isEqualTo("reset");
    assertThat(events.path(5).path("outcome").path("reading").asText()).isEqualTo("complete");
  }

  @Test
  void theStoryIsForPeople() throws Exception {
    JsonNode tale = json("/api/v1/trails/" + answered().id()).path("tale");

    assertThat(tale.path("headline").asText())
        .isEqualTo("Answered after 2.1 s (1.2 s of it waiting), at attempt 3.");
    assertThat(tale.path("lines").path(0).path("text").asText())
        .isEqualTo("attempt 1 → 529 overloaded after 0.3 s: tries again in 0.7 s");
    assertThat(tale.path("remedies").path(0).asText()).startsWith("Nothing to do");
  }

  @Test
  void aRequestIdFindsTheCallToo() throws Exception {
    String id = answered().id();

    assertThat(json("/api/v1/trails/req_1")).isEqualTo(json("/api/v1/trails/" + id));
    assertThat(json("/api/v1/trails/req_3").path("call").asText()).isEqualTo(id);
  }

  @Test
  void theLastThatFailedIsFoundWithoutAnId() throws Exception {
    assertThat(rig.get("/api/v1/trails?last-failed").body())
        .isEqualTo("no call has failed, of the last 10000\n");
    Scripted failed = Scripted.call(rig.trails);
    failed.fails(529);
    answered();

    assertThat(json("/api/v1/trails?last-failed").path("call").asText()).isEqualTo(failed.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hc_none", "%00", "a/b", "x%22y"})
  void anUnknownIdIsOneLine(String id) throws Exception {
    HttpResponse<String> answer = rig.get("/api/v1/trails/" + id);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "no trail of %s: no such id, not among the last 10000 calls, or still under way\n"
                .formatted(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "?last", "?last-failed=1"})
  void withoutAnIdItAsksForOne(String query) throws Exception {
    HttpResponse<String> answer = rig.get("/api/v1/trails" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("which trail? /api/v1/trails/ID or /api/v1/trails?last-failed\n");
  }

  @Test
  void pagesOfOthersAreRefused() throws Exception {
    String id = answered().id();
    var request = rig.request("/api/v1/trails/" + id).header("Origin", "http://evil.example");
    var answer = rig.client.send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain(id);
  }

  @Test
  void everyEventHasAName() throws Exception {
    Scripted left = Scripted.call(rig.trails);
    left.leaves();
    JsonNode trail = json("/api/v1/trails/" + left.id());

    assertThat(trail.path("ending").asText()).isEqualTo("cancelled");
    assertThat(StreamSupport.stream(trail.path("events").spliterator(), false))
        .allMatch(event -> event.path("event").isTextual());
  }
}
