package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every 200 is read for its meaning, be it whole or a stream. */
class ReadingsTest {
  private static final String TOOLS =
      "\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}],\"model\"";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @ParameterizedTest
  @CsvSource({
    "text, complete,",
    "thinking, complete,",
    "stop_sequence, complete,",
    "empty, empty,",
    "max_tokens, truncated,",
    "model_context_window_exceeded, truncated,",
    "tool_use, unexpected-tool-call,",
    "refusal, refused, cyber",
    "refusal;events=3, refused, cyber",
    "pause_turn, paused,",
  })
  void answersAreRead(String answer, String reading, @Nullable String category) throws Exception {
    HttpResponse<String> whole = RIG.ask().answer(answer).send();
    assertThat(header(whole, "x-holdfast-reading")).isEqualTo(reading);
    HttpResponse<String> stream = RIG.ask().stream().answer(answer).send();
    assertThat(stream.headers().firstValue("x-holdfast-reading")).isEmpty();
    assertThat(stream.headers().firstValue("trailer")).isEmpty();
    RIG.heard().ends(2);
    Reading wanted = Reading.valueOf(reading.toUpperCase(Locale.ROOT).replace('-', '_'));
    assertThat(meanings())
        .hasSize(2)
        .allMatch(meaning -> meaning.reading() == wanted)
        .allMatch(meaning -> Objects.equals(meaning.category(), category));
  }

  @ParameterizedTest
  @CsvSource({"true, TOOL_CALL", "false, UNEXPECTED_TOOL_CALL"})
  void aToolCallIsExpectedWhereToolsWereOffered(boolean offered, Reading reading) throws Exception {
    String tools = offered ? TOOLS : "\"tools\" : [ ],\"tool_choice\":{\"tools\":[1]},\"model\"";
    RIG.ask().body(Asking.JSON.replace("\"model\"", tools)).answer("tool_use").send();
    RIG.ask().body(Asking.STREAM.replace("\"model\"", tools)).answer("tool_use").send();
    RIG.heard().ends(2);
    assertThat(meanings()).extracting(Meaning::reading).containsOnly(reading);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-message-stop", "reset-after-5-events", "sse-error-after-5"})
  void aStreamThatBreaksOffIsTruncated(String fault) throws Exception {
    RIG.ask().stream().fault(fault).send();
    RIG.heard().ends(1);
    assertThat(meanings()).containsExactly(Meaning.CUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages/count_tokens", "/v1/models"})
  void whatIsNoMessageMeansNothing(String path) throws Exception {
    Asking ask = path.endsWith("models") ? RIG.ask().method("GET") : RIG.ask();
    HttpResponse<String> answer = ask.path(path).send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-holdfast-reading")).isEmpty();
    RIG.heard().ends(1);
    assertThat(RIG.heard().attempts().get(0).result().outcome().meaning()).isNull();
  }

  @Test
  void failuresMeanNothing() throws Exception {
    HttpResponse<String> answer = RIG.ask().fault("400").send();
    assertThat(answer.headers().firstValue("x-holdfast-reading")).isEmpty();
    assertThat(RIG.heard().attempts().get(0).result().outcome().meaning()).isNull();
  }

  /** The JDK's client cannot read trailers, which is why only those who ask for them get them. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aStreamTellsItsReadingAtItsEndToThoseWhoAsk(HttpVersion version) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpClientOptions options =
          new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
      RequestOptions to =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setHost("127.0.0.1")
              .setPort(RIG.gateway().port())
              .setURI("/v1/messages")
              .putHeader("te", "trailers")
              .putHeader("x-api-key", "any")
              .putHeader("x-lab-answer", "refusal");
      // Vert.x closes a client that nobody holds any more, also in the middle of a call.
      HttpClient client = vertx.createHttpClient(options);
      HttpClientResponse answer =
          client
              .request(to)
              .compose(request -> request.send(Buffer.buffer(Asking.STREAM)))
              .compose(response -> response.end().map(response))
              .toCompletionStage()
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.getHeader("trailer")).isEqualTo("x-holdfast-reading");
      assertThat(answer.trailers().get("x-holdfast-reading")).isEqualTo("refused");
      var unused = client.close();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static List<Meaning> meanings() {
    return RIG.heard().attempts().stream().map(a -> a.result().outcome().meaning()).toList();
  }
}
