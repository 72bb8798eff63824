package dev.holdfast.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.lab.calls.Arrival;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Tells scripts what the lab saw of a call, with what arrived. {@code GET /ID} waits until every
 * attempt has ended, since the upstream hears of a departed caller later than the caller does;
 * {@code GET /ID/begun} does not.
 */
final class Witness implements AutoCloseable {
  private static final String BEGUN = "/begun";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabUpstream lab;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Witness(LabUpstream lab, HttpServer server) {
    this.lab = lab;
    this.server = server;
  }

  /** Starts on any free port of this machine's own address. */
  static Witness start(LabUpstream lab) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 0);
    Witness witness = new Witness(lab, server);
    server.createContext("/", witness::answer);
    server.setExecutor(witness.threads);
    server.start();
    return witness;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean ended = !path.endsWith(BEGUN);
    String id = path.substring(1, path.length() - (ended ? 0 : BEGUN.length()));
    try (exchange) {
      LabCall call = seen(id, ended);
      send(exchange, 200, JSON.writeValueAsString(json(call)));
    } catch (TimeoutException e) {
      send(exchange, 504, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private LabCall seen(String id, boolean ended) throws TimeoutException, InterruptedException {
    Predicate<LabCall> wanted = call -> call.id().equals(id) && (!ended || hasEnded(call));
    List<LabCall> calls = lab.await(all -> all.stream().anyMatch(wanted), PATIENCE);
    return calls.stream().filter(wanted).findFirst().orElseThrow();
  }

  private static boolean hasEnded(LabCall call) {
    return call.attempts().stream().noneMatch(attempt -> attempt.ended() == Ended.OPEN);
  }

  private static ObjectNode json(LabCall call) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode attempts = root.putArray("attempts");
    call.attempts().forEach(attempt -> attempts.add(json(attempt)));
    return root;
  }

  private static ObjectNode json(Attempt attempt) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("at_ms", attempt.at().toMillis())
            .put("fault", attempt.fault())
            .put("status", attempt.status())
            .put("ended", attempt.ended().word());
    Arrival arrived = attempt.arrived();
    if (arrived != null) {
      node.put("target", arrived.target())
          .put("bytes", arrived.bodyBytes())
          .put("sha256", arrived.bodySha256());
      ObjectNode headers = node.putObject("headers");
      arrived
          .headers()
          .forEach((name, of) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", of)));
    }
    return node;
  }
}
