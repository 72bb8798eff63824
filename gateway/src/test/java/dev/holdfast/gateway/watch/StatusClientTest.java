package dev.holdfast.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.relay.Identity;
import dev.holdfast.gateway.watch.Fetched.Missed;
import dev.holdfast.gateway.watch.Fetched.Version;
import dev.holdfast.gateway.watch.Fetched.Whole;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.lab.upstream.Tls;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a host does, a look ends soon, with one line that says what is wrong. */
class StatusClientTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** For looks that end by themselves, on a busy machine too. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private static final int CHUNK = 1 << 16;

  @TempDir static Path folder;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static Stream<Arguments> manners() {
    return Stream.of(
        Arguments.of("drips", dripping(), "no whole answer within 500ms", false),
        Arguments.of("silent", silent(), "no whole answer within 500ms", false),
        Arguments.of("huge", endless(), "larger than 4 MB", true),
        Arguments.of("405", status(405, null), "answered 405", true),
        Arguments.of("500", status(500, null), "answered 500", true),
        Arguments.of(
            "moved",
            status(301, "https://status.claude.com/api/v2/summary.json"),
            "has moved (301) to status.claude.com: if you trust that, name it in status-page.hosts",
            true),
        Arguments.of("moved nowhere", status(302, "::\n"), "answered 302", true),
        Arguments.of("cut", cut(), "cut off", true),
        Arguments.of("hung up", hungUp(), "the connection broke off", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void saysInOneLineWhatIsWrong(
      String name, Handler<HttpServerRequest> manner, String why, boolean answered) {
    try (PageHost host = PageHost.that(vertx, manner)) {
      assertThat(get(host.url(), null, why.startsWith("no whole") ? PATIENCE : AMPLE))
          .isEqualTo(new Missed(why, answered));
    }
  }

  private static Handler<HttpServerRequest> silent() {
    return request -> {};
  }

  /** A byte now and then: there is never silence, and never an end. */
  private static Handler<HttpServerRequest> dripping() {
    return request -> {
      HttpServerResponse response = request.response().setChunked(true);
      vertx.setPeriodic(
          20,
          timer -> {
            if (response.closed()) {
              vertx.cancelTimer(timer);
            } else {
              response.write(" ");
            }
          });
    };
  }

  private static Handler<HttpServerRequest> endless() {
    return request -> flood(request.response().setChunked(true));
  }

  private static void flood(HttpServerResponse response) {
    if (!response.closed()) {
      response.write(Buffer.buffer(" ".repeat(CHUNK))).onSuccess(written -> flood(response));
    }
  }

  private static Handler<HttpServerRequest> status(int status, @Nullable String location) {
    return request -> {
      if (location != null) {
        request.response().putHeader("Location", location.strip());
      }
      request.response().setStatusCode(status).end("{}");
    };
  }

  private static Handler<HttpServerRequest> cut() {
    return request -> {
      request.response().putHeader("Content-Length", "100").write("{");
      request.connection().close();
    };
  }

  private static Handler<HttpServerRequest> hungUp() {
    return request -> request.connection().close();
  }

  @Test
  void aHostThatIsNotThereIsNamedAsSuch() throws Exception {
    // No port that was free a moment ago: somebody else may listen there by now.
    URI gone = URI.create("http://127.0.0.1:1/");
    assertThat(get(gone, null, AMPLE)).isEqualTo(new Missed("cannot connect", false));
  }

  @Test
  void certificatesAreChecked() throws Exception {
    Identity identity = Identity.make(folder);
    Tls tls = new Tls(identity.key(), identity.certificate());
    try (LabUpstream lab = LabUpstream.start(LabOptions.defaults().withTls(tls))) {
      assertThat(get(lab.baseUrl(), null, AMPLE))
          .isInstanceOfSatisfying(
              Missed.class,
              missed -> {
                assertThat(missed.why()).startsWith("its certificate is not trusted; if a proxy");
                assertThat(missed.answered()).isFalse();
              });
      assertThat(get(lab.baseUrl(), identity.certificate(), AMPLE)).isInstanceOf(Whole.class);
    }
  }

  private static Fetched get(URI host, @Nullable Path caFile, Duration patience) {
    Promise<Fetched> got = Promise.promise();
    Context loop = vertx.getOrCreateContext();
    loop.runOnContext(v -> {
      URI nobody = URI.create("http://127.0.0.1:1");
      StatusClient client =
          new StatusClient(vertx, new Upstream(nobody, null, caFile, false), patience);
      client
          .get(URI.create(host + "/api/v2/summary.json"), Version.NONE)
          .onComplete(done -> client.close().onComplete(closed -> got.handle(done)));
    });
    return got.future().toCompletionStage().toCompletableFuture().join();
  }
}
