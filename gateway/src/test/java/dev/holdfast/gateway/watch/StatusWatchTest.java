package dev.holdfast.gateway.watch;

import static dev.holdfast.gateway.watch.PageHost.GREEN;
import static dev.holdfast.gateway.watch.PageHost.RED;
import static dev.holdfast.gateway.watch.PageHost.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the watch makes of what hosts say, look after look. */
class StatusWatchTest {
  private static final String SUMMARY = "/api/v2/summary.json ";

  private final LinkedBlockingQueue<UpstreamStatus> looks = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private Vertx vertx;
  private StatusWatch watch;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    watch.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void watch(PageHost... hosts) {
    List<URI> urls = Stream.of(hosts).map(PageHost::url).toList();
    StatusPage page = new StatusPage(urls, Duration.ofMillis(1));
    watch = new StatusWatch(page, () -> now, new Random(1), looks::add);
    watch.start(vertx, new Upstream(URI.create("http://127.0.0.1:1"), null, null, false));
  }

  private UpstreamStatus until(Predicate<UpstreamStatus> wanted) throws InterruptedException {
    while (true) {
      UpstreamStatus look = looks.poll(10, TimeUnit.SECONDS);
      assertThat(look).as("a look as wanted").isNotNull();
      if (wanted.test(look)) {
        return look;
      }
    }
  }

  private Indicator light() {
    return watch.status().light("opus-5", now);
  }

  @Test
  void anUnreadPageHasNoLight() {
    watch();
    assertThat(light()).isEqualTo(Indicator.UNKNOWN);
    assertThat(watch.red("opus-5", now)).isFalse();
  }

  @Test
  void aFreshRedPageIsRedAndAnOldOneIsNot() throws Exception {
    try (PageHost host = PageHost.that(vertx, says(RED))) {
      watch(host);
      until(look -> look.api() != null);
      assertThat(watch.red("opus-5", now)).isTrue();
      assertThat(watch.red("opus-5", now.plusSeconds(91))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>captive</html>", "", "{}", "{\"components\":[", "[1]"})
  void aPageThatIsNoneDoesNotLeaveTheLastGreen(String body) throws Exception {
    try (PageHost host = PageHost.that(vertx, says(GREEN))) {
      watch(host);
      until(look -> look.api() != null);
      assertThat(light()).isEqualTo(Indicator.GREEN);
      host.now(says(body));
      UpstreamStatus failed = until(look -> look.look().trouble() != null);
      assertThat(failed.look().trouble()).startsWith(host.url().getAuthority() + ": ");
      assertThat(failed.look().reachable()).isTrue();
      now = now.plusSeconds(91);
      assertThat(light()).isEqualTo(Indicator.UNKNOWN);
      host.now(says(RED));
      until(look -> look.look().trouble() == null);
      assertThat(light()).isEqualTo(Indicator.RED);
    }
  }

  @Test
  void theNextHostIsAskedWhereTheFirstCannotBeRead() throws Exception {
    try (PageHost broken = PageHost.that(vertx, says("<html>"));
        PageHost good = PageHost.that(vertx, says(GREEN))) {
      watch(broken, good);
      UpstreamStatus look = until(one -> one.api() != null);
      assertThat(look.look().host()).isEqualTo(good.url().getAuthority());
      assertThat(look.look().trouble()).isNull();
    }
  }

  @Test
  void allTroubleIsTold() throws Exception {
    try (PageHost one = PageHost.that(vertx, says("<html>"));
        PageHost two = PageHost.that(vertx, r -> r.response().setStatusCode(503).end())) {
      watch(one, two);
      assertThat(until(look -> look.look().trouble() != null).look().trouble())
          .isEqualTo(
              "%s: HTML or XML, not JSON; %s: answered 503"
                  .formatted(one.url().getAuthority(), two.url().getAuthority()));
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgainAndStaysFresh() throws Exception {
    try (PageHost host = PageHost.that(vertx, tagged(RED))) {
      watch(host);
      until(look -> look.api() != null);
      now = now.plusSeconds(60);
      until(look -> now.equals(look.look().read()));
      assertThat(host.asked).startsWith(SUMMARY + "null").contains(SUMMARY + "\"red\"");
      assertThat(watch.red("opus-5", now.plusSeconds(60))).isTrue();
      assertThat(host.connections).as("one connection serves all looks").hasValue(1);
    }
  }

  /** "Not changed" is said of what that host said last, not of what another one did. */
  @Test
  void notChangedIsAboutTheSameHost() throws Exception {
    try (PageHost first = PageHost.that(vertx, tagged(RED));
        PageHost second = PageHost.that(vertx, says(GREEN))) {
      watch(first, second);
      until(look -> look.api() != null && light() == Indicator.RED);
      first.now(request -> request.response().setStatusCode(502).end());
      until(look -> look.look().host().equals(second.url().getAuthority()));
      assertThat(light()).isEqualTo(Indicator.GREEN);
      first.now(tagged(RED));
      until(look -> look.look().host().equals(first.url().getAuthority()));
      assertThat(light()).isEqualTo(Indicator.RED);
    }
  }

  private static Handler<HttpServerRequest> tagged(String body) {
    return request -> {
      boolean known = "\"red\"".equals(request.getHeader("if-none-match"));
      request.response().putHeader("ETag", "\"red\"");
      if (known) {
        request.response().setStatusCode(304).end();
      } else {
        request.response().end(body);
      }
    };
  }

  @Test
  void whatEndedIsReadWhenSomethingEnds() throws Exception {
    String open = GREEN.replace("\"incidents\":[]", incidents("investigating", "null"));
    String over = "{" + incidents("resolved", "\"2026-11-27T11:59:00Z\"") + "}";
    try (PageHost host = PageHost.that(vertx, by(open, "{\"incidents\":[]}"))) {
      watch(host);
      until(look -> !look.open().isEmpty());
      host.now(by(GREEN, over));
      UpstreamStatus ended = until(look -> look.open().isEmpty() && !look.closed().isEmpty());
      assertThat(ended.closed().get(0).id()).isEqualTo("one");
    }
  }

  private static String incidents(String status, String resolved) {
    return """
    "incidents":[{"id":"one","name":"Errors","status":"%s","impact":"major",\
    "created_at":"2026-11-27T11:00:00Z","resolved_at":%s}]\
    """
        .formatted(status, resolved);
  }

  private static Handler<HttpServerRequest> by(String summary, String incidents) {
    return request ->
        request.response().end(request.path().endsWith("summary.json") ? summary : incidents);
  }
}
