package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.Holdfast;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Reason;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.situation.Cause;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.Freshness;
import dev.holdfast.upstream.Indicator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status page: what is read of it, when it is not, and what that does to calls. */
class StatusPageTest {
  private static final Duration EVERY = Duration.ofMillis(10);
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String CALM = "{\"components\":[],\"incidents\":[]}";
  private static final String DOWN =
      "{\"components\":{\"api\":\"major_outage\"},\"incidents\":[{\"id\":\"x1\","
          + "\"name\":\"Elevated errors\",\"impact\":\"critical\",\"components\":[\"api\"],"
          + "\"updates\":[{\"status\":\"investigating\",\"body\":\"We are looking.\"}]}]}";

  private Bench bench;
  private Site site;

  /** A host that answers as told, and remembers what it was asked. */
  private static final class Site implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final HttpServer server;
    volatile int status = 200;
    volatile String body = CALM;

    Site() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange http) throws IOException {
      String tag = http.getRequestHeaders().getFirst("if-none-match");
      asked.add(http.getRequestURI().getPath() + " " + tag);
      boolean same = "\"v1\"".equals(tag);
      http.getResponseHeaders().set("etag", "\"v1\"");
      http.getResponseHeaders().set("location", "https://elsewhere.example/");
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      http.sendResponseHeaders(same ? 304 : status, same ? -1 : bytes.length);
      if (!same) {
        http.getResponseBody().write(bytes);
      }
      http.close();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(HttpClient.Version.HTTP_1_1);
    site = new Site();
  }

  @AfterEach
  void stop() {
    bench.close();
    site.close();
  }

  /** A page that looks only when told to, at a time that stands still. */
  private StatusPage page(URI... hosts) {
    return new StatusPage(bench.bare, List.of(hosts), EVERY, InstantSource.fixed(NOW));
  }

  @Test
  void anOutageOnThePageIsAKnownIncidentForCallsAndForTheSituation() throws Exception {
    bench.lab.status(DOWN);
    try (StatusPage page =
        new StatusPage(bench.bare, List.of(bench.lab.baseUrl()), EVERY, InstantSource.system())) {
      page.look();
      Gauges gauges = new Gauges(bench.lab.baseUrl().toString());
      Holdfast holdfast =
          Holdfast.of(Bench.BRISK).heed(page).listen(bench.events::add).listen(gauges);
      HttpClient client = HoldfastHttpClient.wrap(bench.bare, holdfast);
      String id = Bench.id();
      for (int i = 0; i < 30; i++) {
        try {
          client.send(bench.json(id, "529*"), BodyHandlers.discarding());
        } catch (CallFailed notSent) {
          // By then the breaker is open.
        }
      }

      assertThat(bench.ends()).hasSize(30).allMatch(end -> end.reason() == Reason.KNOWN_INCIDENT);
      assertThat(bench.ends().get(0).attempts()).as("a second overload is the last").isEqualTo(2);
      Remedy remedy = Remedy.of(false, Terms.DEFAULT.hold());
      Situation situation = holdfast.situation(gauges, page.status(), remedy);
      assertThat(situation.cause()).isEqualTo(Cause.KNOWN);
      assertThat(situation.signals().page().indicator()).isEqualTo(Indicator.RED);
    }
  }

  @Test
  void whatIsPostedIsSeenInTheBackgroundUntilItIsClosed() {
    bench.lab.status(DOWN);
    StatusPage page = StatusPage.read(bench.bare, List.of(bench.lab.baseUrl()), EVERY);
    await(page, light -> light == Indicator.RED);
    bench.lab.clearStatus();
    await(page, light -> light == Indicator.GREEN);
    page.close();
    assertThat(page.status().freshness(Instant.now())).isEqualTo(Freshness.FRESH);
  }

  private static void await(StatusPage page, Predicate<Indicator> wanted) {
    long bound = System.nanoTime() + Bench.BOUND.toNanos();
    while (!wanted.test(page.status().light("opus-5", Instant.now()))) {
      assertThat(System.nanoTime()).as("%s", page.status()).isLessThan(bound);
      Thread.onSpinWait();
    }
  }

  @Test
  void aPageThatHasNotChangedIsNotSentAgainAndTheLongListIsAskedOnce() throws Exception {
    try (StatusPage page = page(site.uri())) {
      page.look();
      page.look();
    }
    assertThat(site.asked)
        .containsExactly(
            "/api/v2/summary.json null",
            "/api/v2/incidents.json null",
            "/api/v2/summary.json \"v1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {}                  | answered 500
          302 | {}                  | has moved to https://elsewhere.example/: if you trust that
          200 | <html>Moved</html>  | HTML or XML, not JSON
          200 | {"components":[     | cut off after 15 bytes
          """)
  void whatIsNoPageSaysNothing(int status, String body, String why) throws Exception {
    site.status = status;
    site.body = body;
    try (StatusPage page = page(site.uri())) {
      page.look();
      assertThat(page.status().look().trouble()).contains(why);
      assertThat(page.status().look().reachable()).isTrue();
      assertThat(page.status().freshness(NOW)).isEqualTo(Freshness.UNKNOWN);
      assertThat(page.red("opus-5", NOW)).isFalse();
    }
  }

  @Test
  void moreThanAnyPageHasIsNotRead() throws Exception {
    site.body = " ".repeat((4 << 20) + 1);
    try (StatusPage page = page(site.uri())) {
      page.look();
      assertThat(page.status().look().trouble()).contains("larger than 4 MB");
    }
  }

  @Test
  void theSecondHostIsAskedWhenTheFirstDoesNotAnswer() throws Exception {
    URI gone = bench.lab.baseUrl();
    bench.lab.close();
    try (StatusPage page = page(gone, site.uri())) {
      page.look();
      assertThat(page.status().look().host()).isEqualTo(site.uri().getAuthority());
      assertThat(page.status().freshness(NOW)).isEqualTo(Freshness.FRESH);
      site.close();
      page.look();
      assertThat(page.status().look().reachable()).isFalse();
      assertThat(page.status().freshness(NOW)).as("it grows old").isEqualTo(Freshness.FRESH);
    }
  }

  @Test
  void badInputSaysHowToMendIt() {
    assertThatThrownBy(() -> page()).hasMessageContaining("name at least one");
    assertThatThrownBy(() -> page(URI.create("status.claude.com")))
        .hasMessageContaining("write it like https://status.claude.com");
  }
}
