package dev.holdfast.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Canary;
import dev.holdfast.alert.Canary.Found;
import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.security.KeyRing;
import dev.holdfast.gateway.security.OwnKeys;
import dev.holdfast.gateway.watch.CanaryNews.Result;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions of the gateway's own: when they are asked, with which key, and what they tell. */
class CanariesTest {
  /** Longer than any test: its own timer never comes. */
  private static final Duration EVERY = Duration.ofMinutes(5);

  private static final String GOOD = "{\"data\":[]}";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private PageHost host;
  private List<ApiKey> keys;
  private KeyRing ring;
  private Canaries canaries;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("one.key");
    Files.writeString(file, "sk-one");
    keys = List.of(new ApiKey("one", null, file), new ApiKey("two", "sk-two", null));
    ring = KeyRing.of(keys);
    host = PageHost.that(vertx, answers(200, GOOD));
    begin(host.url(), keys);
  }

  private void begin(URI url, List<ApiKey> with) {
    canaries = new Canaries(EVERY, new Upstream(url, null, null, false), () -> now);
    canaries.start(vertx, () -> new OwnKeys(ring, with));
  }

  @AfterEach
  void stop() {
    canaries.close();
    host.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Handler<HttpServerRequest> answers(int status, String body) {
    return request -> {
      asked.add(request.uri() + " " + request.getHeader("x-api-key"));
      request
          .response()
          .setStatusCode(status)
          .putHeader("content-type", "application/json")
          .putHeader("request-id", "req_1")
          .putHeader("location", "http://127.0.0.1:9/")
          .end(body);
    };
  }

  /** An interval passes, and it looks whether to ask. */
  private void interval() {
    now = now.plus(EVERY);
    tick();
  }

  private void tick() {
    canaries.tick().toCompletionStage().toCompletableFuture().join();
  }

  private List<Found> told() {
    return canaries.untold().stream().map(Canary::found).toList();
  }

  @Test
  void asksForOneModelWithTheFirstKeyAndNothingElse() {
    interval();
    assertThat(asked).containsExactly("/v1/models?limit=1 sk-one");
    assertThat(canaries.untold()).containsExactly(new Canary(now, "/v1/models", Found.WELL));
    assertThat(canaries.untold()).as("told once").isEmpty();
    assertThat(canaries.lately()).isEqualTo(new CanaryNews(now, Result.OK, Found.WELL, "answered"));
    assertThat(canaries.count(Result.OK)).isEqualTo(1);
  }

  @Test
  void aPathOfTheUpstreamGoesBeforeTheQuestion() {
    begin(URI.create(host.url() + "/anthropic/"), keys);
    interval();
    assertThat(asked).containsExactly("/anthropic/v1/models?limit=1 sk-one");
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(500, Result.FAILED, Found.FAILED),
        Arguments.of(502, Result.FAILED, Found.FAILED),
        Arguments.of(503, Result.FAILED, Found.FAILED),
        Arguments.of(504, Result.FAILED, Found.FAILED),
        Arguments.of(529, Result.FAILED, Found.FAILED),
        Arguments.of(301, Result.IGNORED, null),
        Arguments.of(400, Result.IGNORED, null),
        Arguments.of(403, Result.IGNORED, null),
        Arguments.of(404, Result.IGNORED, null),
        Arguments.of(429, Result.IGNORED, null),
        Arguments.of(401, Result.REFUSED, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerIsJudgedLikeAnyOther(int status, Result result, Found found) {
    host.now(answers(status, "{}"));
    interval();
    assertThat(asked).as("nothing is tried again, or followed").hasSize(1);
    assertThat(canaries.count(result)).isEqualTo(1);
    assertThat(told()).isEqualTo(found == null ? List.of() : List.of(found));
  }

  static Stream<Arguments> strange() {
    return Stream.of(
        Arguments.of("a captive page", "text/html", "<html>"),
        Arguments.of("cut", "application/json", "{\"data\":["),
        Arguments.of("endless", "application/json", " ".repeat(CanaryClient.LARGEST + 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strange")
  void aPageThatIsNotTheApisIsNoGoodAnswer(String name, String type, String body) {
    host.now(request -> request.response().putHeader("content-type", type).end(body));
    interval();
    assertThat(told()).containsExactly(Found.FAILED);
  }

  @Test
  void nobodyThereIsAWayThatIsClosed() {
    URI gone = host.url();
    host.close();
    begin(gone, keys);
    interval();
    assertThat(told()).containsExactly(Found.UNREACHED);
    assertThat(canaries.lately().words()).isEqualTo("no connection");
  }

  @Test
  void aHostThatHangsUpHasFailed() {
    host.now(request -> request.connection().close());
    interval();
    assertThat(told()).containsExactly(Found.FAILED);
  }

  @Test
  void asksNothingWhileCallsGo() {
    now = now.plus(EVERY);
    canaries.on(begun(host.url()));
    interval();
    assertThat(asked).as("a call is under way, however long").isEmpty();
    canaries.on(ended(host.url()));
    now = now.plus(EVERY).minusSeconds(1);
    tick();
    assertThat(asked).as("one ended within the interval").isEmpty();
    now = now.plusSeconds(1);
    tick();
    assertThat(asked).hasSize(1);
  }

  @Test
  void callsToAFallbackElsewhereSayNothingOfTheUpstream() {
    canaries.on(begun(URI.create("https://bedrock.test")));
    interval();
    assertThat(asked).hasSize(1);
  }

  private CallEvent begun(URI to) {
    return new AttemptStarted(call(to), now, 1, Stance.PASS);
  }

  private CallEvent ended(URI to) {
    return new CallEnded(call(to), now, 1, Duration.ZERO, null, Reason.CANCELLED);
  }

  private static CallRef call(URI to) {
    return new CallRef("c", EndpointKey.of(to.getAuthority(), "/v1/messages", "claude-opus-5"));
  }

  @Test
  void withoutKeysOfOurOwnNothingIsAsked() {
    begin(host.url(), List.of());
    interval();
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusedKeyRestsAndTheNextOneIsAskedWith() {
    host.now(answers(401, "{}"));
    interval();
    assertThat(ring.usable("one", now)).isFalse();
    assertThat(canaries.lately().words()).isEqualTo("key one is refused (401)");
    tick();
    tick();
    assertThat(asked)
        .as("and none once both rest")
        .containsExactly("/v1/models?limit=1 sk-one", "/v1/models?limit=1 sk-two");
  }

  @Test
  void aRefusedKeyIsReadAgain() throws Exception {
    Files.writeString(folder.resolve("one.key"), "sk-new");
    host.now(answers(401, "{}"));
    interval();
    assertThat(ring.value("one")).isEqualTo("sk-new");
    assertThat(ring.replaced(now)).containsExactly("one");
  }

  @Test
  void whatIsLongAgoIsNotShown() {
    interval();
    now = now.plus(EVERY.multipliedBy(2)).plusSeconds(11);
    assertThat(canaries.lately()).isNull();
  }

  @Test
  void theOldestIsForgottenIfNobodyListens() {
    for (int i = 0; i < 101; i++) {
      interval();
    }
    assertThat(canaries.untold()).hasSize(100).last().extracting(Canary::at).isEqualTo(now);
  }

  @Test
  void endsWhenItIsClosed() {
    interval();
    canaries.close();
    interval();
    assertThat(asked).hasSize(1);
  }
}
