package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static dev.holdfast.lab.upstream.Caller.ASK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says when nothing goes wrong, whole and streamed. */
class MessagesTest {
  private static final String TOOL =
      "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\",\"required\":"
          + "[\"city\",\"days\",\"unit\"],\"properties\":{\"city\":{\"type\":\"string\"},"
          + "\"days\":{\"type\":\"integer\"},\"unit\":{\"enum\":[\"c\",\"f\"]}}}}],";

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
    "text,end_turn,text",
    "thinking,end_turn,thinking text",
    "tool_use,tool_use,tool_use",
    "refusal,refusal,''",
    "refusal;events=2,refusal,text",
    "pause_turn,pause_turn,text server_tool_use",
    "max_tokens,max_tokens,text",
    "stop_sequence,stop_sequence,text",
    "empty,end_turn,''",
    "model_context_window_exceeded,model_context_window_exceeded,text"
  })
  void aStreamAddsUpToTheWholeMessage(String answer, String reason, String blocks)
      throws Exception {
    JsonNode whole = json(caller.ask(ASK, "x-lab-answer", answer).body());
    assertThat(whole.path("stop_reason").asText()).isEqualTo(reason);
    assertThat(types(whole)).isEqualTo(blocks);
    String stream = caller.ask(ASK_STREAM, "x-lab-answer", answer).body();
    JsonNode added = Conformity.check(stream);
    assertThat(plain(added)).isEqualTo(plain(whole));
  }

  @Test
  void aMessageHasAllThatStrictModelsWant() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK);
    JsonNode message = json(answer.body());
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(message.path("id").asText()).matches("msg_01[A-Za-z0-9]{22}");
    assertThat(message.path("type").asText()).isEqualTo("message");
    assertThat(message.path("role").asText()).isEqualTo("assistant");
    assertThat(message.path("model").asText()).isEqualTo("claude-opus-5");
    assertThat(message.path("usage").path("input_tokens").asInt()).isPositive();
    assertThat(message.path("usage").path("output_tokens").asInt()).isPositive();
    for (String family : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      for (String part : List.of("limit", "remaining", "reset")) {
        String name = "anthropic-ratelimit-" + family + "-" + part;
        assertThat(answer.headers().firstValue(name)).as(name).isPresent();
      }
    }
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    JsonNode details = json(caller.ask(ASK, "x-lab-answer", "refusal").body()).path("stop_details");
    assertThat(details.path("type").asText()).isEqualTo("refusal");
    assertThat(details.path("category").asText()).isEqualTo("cyber");
  }

  @ParameterizedTest
  @CsvSource({"auto,end_turn", "any,tool_use", "tool,tool_use", "none,end_turn"})
  void aToolIsUsedWhenForced(String choice, String reason) throws Exception {
    String body =
        "{"
            + TOOL
            + "\"tool_choice\":{\"type\":\""
            + choice
            + "\",\"name\":\"weather\"},"
            + ASK.substring(1);
    JsonNode message = json(caller.ask(body).body());
    assertThat(message.path("stop_reason").asText()).isEqualTo(reason);
    if (reason.equals("tool_use")) {
      assertThat(message.path("content").path(0).path("input").toString())
          .isEqualTo("{\"city\":\"lab\",\"days\":1,\"unit\":\"c\"}");
    }
  }

  @Test
  void eventsAndTheirSizeAreAsAsked() throws Exception {
    String stream = caller.ask(ASK_STREAM, "x-lab-answer", "text;events=300;bytes=1024").body();
    String text = Conformity.check(stream).path("content").path(0).path("text").asText();
    assertThat(text).hasSize(300 * 1024);
  }

  @Test
  void pacingTakesItsTime() throws Exception {
    LabClock clock = new LabClock();
    var start = clock.instant();
    caller.ask(ASK_STREAM, "x-lab-answer", "text;events=4;gap=10ms;ttfb=50ms");
    assertThat(Duration.between(start, clock.instant()).toMillis()).isGreaterThan(120);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"x|The request body is not valid JSON: ",
        "|The request body is not valid JSON: ",
        "[]|The request body is not valid JSON: ",
        "{\"model\":\"m\",\"max_tokens\":1}|messages: Field required",
        "{\"messages\":[],\"max_tokens\":1}|model: Field required",
        "{\"model\":\"m\",\"messages\":[],\"max_tokens\":1}|messages: at least one message",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}|max_tokens: Field required",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}],\"max_tokens\":0}|max_tokens: must",
        "{\"model\":\"m\",\"messages\":[1],\"max_tokens\":1}|messages.0.role: Input should be",
      })
  void badRequests(String body, String message) throws Exception {
    HttpResponse<String> answer = caller.ask(body == null ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = json(answer.body()).path("error");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").asText()).startsWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"texd", "text;evnts=3", "text;events=-1", "text;gap=3", "text;bytes=9999999"})
  void badAnswerSpecs(String answer) throws Exception {
    assertThat(caller.ask(ASK, "x-lab-answer", answer).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/v1/nope,404,not_found_error", "GET,/v1/messages,405,invalid_request_error",
    "GET,/nope,404,not_found_error", "GET,/v1/models/no-such-x,404,not_found_error",
    "GET,/v1/messages/batches/x,404,not_found_error", "POST,/v1/models/,404,not_found_error"
  })
  void wrongPathsAndMethods(String method, String path, int status, String type) throws Exception {
    HttpResponse<String> answer = caller.send(method, path, "");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer.body()).path("error").path("type").asText()).isEqualTo(type);
  }

  @Test
  void anUnknownModelIsNotFound() throws Exception {
    HttpResponse<String> answer = caller.ask(ASK.replace("claude-opus-5", "no-such-model"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("model: no-such-model");
  }

  @Test
  void aKeyIsNeeded() throws Exception {
    try (RawCaller raw = new RawCaller(lab.port())) {
      raw.write("GET /v1/models HTTP/1.1\r\nhost: lab\r\n\r\n");
      assertThat(raw.read().text())
          .startsWith("HTTP/1.1 401 ")
          .contains("\"type\":\"authentication_error\",\"message\":\"x-api-key header is required");
    }
  }

  @Test
  void aCallerThatWaitsToBeAskedForTheBodyIsAsked() throws Exception {
    try (RawCaller raw = new RawCaller(lab.port())) {
      String head = RawCaller.head("none", ASK.length());
      raw.write(head.replace("host: lab", "host: lab\r\nexpect: 100-continue"));
      assertThat(raw.read().text()).startsWith("HTTP/1.1 100 ");
      raw.write(ASK);
      assertThat(raw.read().text()).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void theOtherEndpointsAnswer() throws Exception {
    assertThat(caller.send("POST", "/v1/messages/count_tokens", ASK).body())
        .isEqualTo("{\"input_tokens\":9}");
    assertThat(json(caller.send("GET", "/v1/models", "").body()).path("data")).hasSize(5);
    assertThat(caller.send("GET", "/v1/models/claude-x", "").body()).contains("claude-x");
    assertThat(caller.send("HEAD", "/", "").statusCode()).isEqualTo(200);
    assertThat(caller.send("GET", "/", "").body()).contains("Holdfast lab");
    JsonNode batch =
        json(caller.send("POST", "/v1/messages/batches", "{\"requests\":[{}]}").body());
    String id = batch.path("id").asText();
    assertThat(caller.send("GET", "/v1/messages/batches/" + id, "").body()).contains("ended");
  }

  @Test
  void controlHeadersNeverComeBack() throws Exception {
    HttpResponse<String> answer =
        caller.ask(ASK, "x-lab-call", "c1", "x-lab-fault", "500", "x-lab-answer", "text");
    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-lab"));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedByTheEdge() throws Exception {
    HttpResponse<String> answer = caller.ask("x".repeat((32 << 20) + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("request_too_large").contains("\"request_id\":null");
  }

  private static String types(JsonNode message) {
    List<String> types = new ArrayList<>();
    message.path("content").forEach(block -> types.add(block.path("type").asText()));
    return String.join(" ", types);
  }

  // Ids differ from message to message; all else must be the same.
  private static JsonNode plain(JsonNode message) {
    ObjectNode copy = message.deepCopy();
    copy.remove("id");
    copy.remove("usage");
    copy.path("content").forEach(block -> ((ObjectNode) block).remove(List.of("id", "signature")));
    return copy;
  }

  private static JsonNode json(String text) throws Exception {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
