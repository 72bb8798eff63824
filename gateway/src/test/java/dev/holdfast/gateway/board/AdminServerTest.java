package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The admin listener over a real socket. */
class AdminServerTest {
  private static final String PATHS =
      "here are: /api /healthz /readyz /metrics /api/v1/trails/ /api/v1/trails\n";
  private static final Vertx VERTX = Vertx.vertx();
  private AdminRig rig = AdminRig.on(VERTX, "127.0.0.1", null, null);

  @AfterEach
  void close() {
    rig.close();
  }

  @AfterAll
  static void leave() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void healthIsAWordAndNoDetail() throws Exception {
    HttpResponse<String> answer = rig.get("/healthz");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok\n");
  }

  @Test
  void readinessFollowsTheGateway() throws Exception {
    rig.ready = false;
    assertThat(rig.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(rig.get("/healthz").statusCode()).isEqualTo(200);
    rig.ready = true;
    assertThat(rig.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(rig.get("/readyz").body()).isEqualTo("ready\n");
  }

  @Test
  void metricsAreWhatPrometheusReads() throws Exception {
    Scripted.call(rig.meters).succeeds();
    HttpResponse<String> answer = rig.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new Exposition(answer.body()).sum("holdfast_calls_total")).isEqualTo(1);
  }

  @Test
  void metricsAreZippedOnRequest() throws Exception {
    var request = rig.request("/metrics").header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> answer = rig.client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(new Exposition(text).names()).contains("holdfast_build_info");
    }
  }

  @Test
  void theIndexNamesTheRest() throws Exception {
    assertThat(rig.get("/api").body())
        .contains("/healthz", "/readyz", "/metrics", "/api/v1/trails/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api", "/healthz", "/readyz", "/metrics", "/api/v1/trails/x", "/nothing"})
  void everyAnswerIsLocked(String path) throws Exception {
    var headers = rig.get(path).headers();
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "GET, /metrics/, 404",
    "GET, /healthz/x, 404",
    "GET, /api/v1/trails/, 404",
    "POST, /metrics, 405",
    "POST, /api/v1/trails/x, 405",
    "DELETE, /api, 405"
  })
  void whatIsNotThereSaysWhatIs(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = rig.send(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).endsWith(PATHS).hasLineCount(1);
    assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/healthz", "/readyz", "/metrics"})
  void headIsGetWithoutTheBody(String path) throws Exception {
    String answer = rig.raw("HEAD " + path + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close");
    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: ");
    assertThat(answer).endsWith("\r\n\r\n");
  }

  @Test
  void pagesOfOthersAreRefused() throws Exception {
    var request = rig.request("/metrics").header("Origin", "http://evil.example").build();
    assertThat(rig.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Host: evil.example, 421",
    "Host: 127.0.0.1.evil.example:80, 421",
    "X-Host: none, 421",
    "Host: LOCALHOST:80, 200",
    "Host: [::1], 200",
  })
  void namesOfOthersAreRefused(String header, int status) throws IOException {
    assertThat(rig.raw("GET /metrics HTTP/1.1", header, "Connection: close"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void twoHostsAreNone() throws IOException {
    assertThat(rig.raw("GET / HTTP/1.1", "Host: localhost", "Host: evil.example"))
        .matches("(?s)HTTP/1.1 4(00|21) .*");
  }

  @Test
  void whoeverIsRefusedIsNotReadToTheEnd() throws IOException {
    String head = "POST /metrics HTTP/1.1";
    String answer = rig.raw(head, "Host: localhost", "Content-Length: 1000000000");
    assertThat(answer).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void aMetricThatThrowsIsNoDeadPage() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(AdminPages.class);
    logger.setLevel(Level.OFF);
    rig.broken = true;
    assertThat(rig.get("/metrics").statusCode()).isEqualTo(500);
    assertThat(rig.get("/metrics").body()).doesNotContain("broken");
    logger.setLevel(null);
    assertThat(rig.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void offLoopbackTheTokenIsAsked() throws Exception {
    rig.close();
    rig = AdminRig.on(VERTX, "0.0.0.0", "s3cret", null);
    assertThat(rig.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(rig.get("/readyz").statusCode()).isEqualTo(200);
    for (String path : new String[] {"/api", "/metrics", "/api/v1/trails/x", "/nothing"}) {
      HttpResponse<String> refused = rig.get(path);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }
    var request = rig.request("/metrics").header("Authorization", "Bearer s3cret").build();
    assertThat(rig.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void offLoopbackWithoutTokenItDoesNotStart() {
    assertThatThrownBy(() -> AdminRig.on(VERTX, "0.0.0.0", null, null))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("admin.listen 0.0.0.0 is not loopback: set admin.token");
  }

  @Test
  void speaksTls(@TempDir Path folder) throws Exception {
    PemIdentity identity = PemIdentity.make(folder);
    rig.close();
    rig = AdminRig.on(VERTX, "127.0.0.1", null, identity.tls());
    String[] head = {"GET /healthz HTTP/1.1", "Host: localhost", "Connection: close"};
    assertThat(rig.raw(identity.sockets(), head)).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
  }

  @Test
  void aScrapeLeavesTheLoopFree() throws Exception {
    rig.gate = new CountDownLatch(1);
    var slow = rig.client.sendAsync(rig.request("/metrics").build(), BodyHandlers.ofString());
    rig.asked.await();
    assertThat(rig.get("/healthz").statusCode()).isEqualTo(200);
    rig.gate.countDown();
    assertThat(slow.get().statusCode()).isEqualTo(200);
  }
}
