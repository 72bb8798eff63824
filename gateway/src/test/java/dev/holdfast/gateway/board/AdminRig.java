package dev.holdfast.gateway.board;

import dev.holdfast.decide.Policy;
import dev.holdfast.event.Trails;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.config.GatewayConfig.Tls;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;

/** A running admin listener on a free port, with a gateway made of a few flags behind it. */
final class AdminRig implements AdminFacts, AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  final Meters meters = Still.meters();
  final Trails trails = new Trails();
  final HttpClient client = HttpClient.newHttpClient();
  final CountDownLatch asked = new CountDownLatch(1);
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile boolean ready = true;
  volatile boolean broken;
  private final AdminServer server;

  private AdminRig(Vertx vertx, GatewayConfig config) {
    List<Page> pages = List.of(new TrailPage(vertx, trails), new TrailsPage(vertx, trails));
    server =
        AdminServer.start(vertx, config, this, pages)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static AdminRig on(Vertx vertx, String host, String token, Tls tls) {
    Listen any = new Listen("127.0.0.1", 0, null);
    Upstream upstream = new Upstream(URI.create("https://api.anthropic.com"), null, null, false);
    return new AdminRig(
        vertx,
        new GatewayConfig(
            any,
            new Admin(new Listen(host, 0, tls), token),
            upstream,
            new Retry(Policy.defaults(), GiveUp.STOP),
            new Limits(Duration.ofSeconds(30), 0.4)));
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public String metrics() {
    asked.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (broken) {
      throw new IllegalStateException("broken on purpose");
    }
    return meters.scrape();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
    meters.close();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofMillis(PATIENCE_MILLIS));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Sends these lines as the head of a request and reads until the server closes. */
  String raw(String... head) throws IOException {
    return raw(SocketFactory.getDefault(), head);
  }

  String raw(SocketFactory sockets, String... head) throws IOException {
    try (Socket socket = sockets.createSocket("127.0.0.1", server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String text = String.join("\r\n", head) + "\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
