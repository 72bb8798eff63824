package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.calls.Ended;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's own patience, and upstreams that nobody reaches. */
class DeadlineTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @ParameterizedTest
  @CsvSource({"x-holdfast-deadline-ms, 300, 300", "x-stainless-timeout, 0.4, 360"})
  void silenceEndsWithTheCallersPatience(String name, String value, long millis) throws Exception {
    RIG.ask().send();
    long start = System.nanoTime();
    Asking ask = RIG.ask().header(name, value).fault("stall");
    HttpResponse<String> answer = ask.send();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body())
        .contains("\"timeout_error\"", "holdfast: the caller's deadline leaves no room");
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("deadline");
    assertThat(took).isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis + 1_500));
    assertThat(RIG.gone(ask).ended()).isEqualTo(Ended.CLIENT_GONE);
  }

  @Test
  void retriesEndWithTheCallersPatienceInTheUpstreamsWords() throws Exception {
    // A model of its own, and so a retry budget that no other test has spent.
    String body = Asking.JSON.replace("opus-5", "patience-1");
    Asking ask = RIG.ask().body(body).header("x-holdfast-deadline-ms", "300").fault("529*");
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(529);
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("deadline");
    assertThat(RIG.attempts(ask)).hasSizeGreaterThan(2);
  }

  @Test
  void anAttemptThatStartsAtTheLastMomentEndsToo() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 40)
            .mapToObj(i -> RIG.ask().header("x-holdfast-deadline-ms", "" + (100 + i)))
            .map(ask -> ask.fault("503;retry-after-ms=95,stall*").sendAsync())
            .toList();
    for (CompletableFuture<HttpResponse<String>> call : calls) {
      assertThat(call.get(9, TimeUnit.SECONDS).statusCode()).isIn(503, 504);
    }
  }

  @Test
  void aStreamOutlivesTheClientsTimeout() throws Exception {
    Asking ask = RIG.ask().stream().header("x-stainless-timeout", "0.2");
    HttpResponse<String> answer = ask.answer("text;events=30;gap=15ms").send();
    StreamTest.assertWhole(answer.body());
  }

  @Test
  void aDeadlineEndsWithTheHead() throws Exception {
    Asking ask = RIG.ask().stream().header("x-holdfast-deadline-ms", "1000");
    HttpResponse<String> answer = ask.answer("text;events=60;gap=20ms").send();
    StreamTest.assertWhole(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "soon", "1e3", "99999999999", "10.5", ""})
  void aPatienceThatMakesNoSenseIsIgnored(String value) throws Exception {
    Asking ask = RIG.ask().header("x-holdfast-deadline-ms", value);
    assertThat(ask.answer("text;ttfb=20ms").send().statusCode()).isEqualTo(200);
  }

  @Test
  void anUpstreamThatNobodyReachesIsNamed() throws Exception {
    try (HandMade closed = HandMade.of(line -> {});
        Rig rig = Rig.start(s -> s.url(closed.url()).budget(Duration.ofMillis(300)))) {
      closed.refuse();
      for (String path : List.of("/v1/messages", "/v1/messages/batches")) {
        HttpResponse<String> answer = rig.ask().path(path).send();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
            .contains("\"api_error\"", "holdfast: cannot reach " + closed.url().getAuthority())
            .contains("\"request_id\":null");
        assertThat(Integer.parseInt(header(answer, "x-holdfast-attempts"))).isGreaterThan(2);
      }
    }
  }

  @Test
  void aNameThatNobodyKnowsIsNamed() throws Exception {
    try (Rig rig =
        Rig.start(s ->
            s.url(java.net.URI.create("http://nobody.invalid:1/"))
                .budget(Duration.ofMillis(300)))) {
      HttpResponse<String> answer = rig.ask().header("x-holdfast-deadline-ms", "4000").send();
      assertThat(answer.statusCode()).isIn(502, 504);
    }
  }
}
