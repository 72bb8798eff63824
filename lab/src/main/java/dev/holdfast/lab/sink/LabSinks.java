package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stand-ins for PagerDuty ({@code /pagerduty}), Slack ({@code /slack}), Alertmanager ({@code
 * /alertmanager/api/v2/alerts}) and a webhook ({@code /webhook}) on one port of 127.0.0.1. What
 * they were told is at {@code GET /told}; {@code POST /faults/SINK} with {@code 500x3} makes one
 * fail.
 */
public final class LabSinks implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private final PagerDuty pagerDuty = new PagerDuty();
  private final Alertmanager alertmanager = new Alertmanager();
  private final Map<String, Receiver> receivers =
      Map.of(
          "pagerduty",
          pagerDuty,
          "slack",
          new Slack(),
          "alertmanager",
          alertmanager,
          "webhook",
          new Webhook());
  private final Map<String, Faults> faults = new HashMap<>();
  private final List<Told> told = new ArrayList<>();

  private LabSinks(int port) {
    receivers.keySet().forEach(name -> faults.put(name, new Faults()));
    server = vertx.createHttpServer().requestHandler(this::serve);
    block(server.listen(port, LOOPBACK));
  }

  /**
   * Starts and returns when the port is open.
   *
   * @param port 0 for any free one
   */
  public static LabSinks start(int port) {
    return new LabSinks(port);
  }

  /** Where one of them is. */
  public URI url(String sink) {
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort() + "/" + sink);
  }

  /** What goes wrong next at one of them: {@code 500x3}; nothing for a blank text. */
  public void faults(String sink, String text) {
    Faults those = faults.get(sink);
    if (those == null) {
      throw new SpecException("no sink '" + sink + "': there are " + receivers.keySet());
    }
    those.set(text);
  }

  /** What they were told, oldest first. */
  public List<Told> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /** What one of them was told. */
  public List<Told> told(String sink) {
    return told().stream().filter(one -> one.sink().equals(sink)).toList();
  }

  /** How many incidents PagerDuty would have opened. */
  public int incidents() {
    return pagerDuty.opened();
  }

  /** The keys of those that are open. */
  public List<String> openIncidents() {
    return pagerDuty.open();
  }

  /** The label sets that Alertmanager would believe to fire at a moment. */
  public List<String> firing(Instant now) {
    return alertmanager.firing(now);
  }

  /** Blocks until what was told looks as wanted. */
  public List<Told> await(Predicate<List<Told>> wanted, Duration atMost)
      throws TimeoutException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (told) {
      while (!wanted.test(told)) {
        long rest = (end - System.nanoTime()) / 1_000_000;
        if (rest <= 0) {
          throw new TimeoutException("within " + atMost + " only this was told: " + told);
        }
        told.wait(rest);
      }
      return List.copyOf(told);
    }
  }

  private void serve(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body.toString(StandardCharsets.UTF_8)));
  }

  private void answer(HttpServerRequest request, String body) {
    String at = request.path();
    String[] path = (at == null ? "" : at).split("/");
    String first = path.length > 1 ? path[1] : "";
    Receiver receiver = receivers.get(first);
    if (first.equals("told")) {
      send(request, new Receiver.Said(200, history()), null);
    } else if (first.equals("faults") && path.length > 2) {
      plan(request, path[2], body);
    } else if (receiver != null) {
      take(request, first, receiver, body);
    } else {
      send(request, new Receiver.Said(404, "here are: " + receivers.keySet()), null);
    }
  }

  private void plan(HttpServerRequest request, String sink, String body) {
    try {
      faults(sink, body);
      send(request, new Receiver.Said(200, "so be it"), null);
    } catch (SpecException e) {
      send(request, new Receiver.Said(400, String.valueOf(e.getMessage())), null);
    }
  }

  private void take(HttpServerRequest request, String sink, Receiver receiver, String body) {
    JsonNode json = json(body);
    Faults.@Nullable Fault fault = faults.getOrDefault(sink, new Faults()).take();
    Receiver.Said said;
    if (fault != null) {
      said = new Receiver.Said(fault.status(), "the lab was told to fail");
    } else if (json == null || !request.method().name().equals("POST")) {
      said = new Receiver.Said(400, "JSON by POST is expected");
    } else {
      said = receiver.take(new Post(request.headers(), body, json));
    }
    if (said.status() > 0) {
      send(request, said, fault == null ? null : fault.retryAfter());
    }
    synchronized (told) {
      told.add(new Told(sink, said.status(), said.body(), json == null ? Json.object() : json));
      told.notifyAll();
    }
  }

  private static @Nullable JsonNode json(String body) {
    try {
      return Json.read(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return null;
    }
  }

  private String history() {
    ArrayNode all = Json.array();
    for (Told one : told()) {
      ObjectNode row = all.addObject().put("sink", one.sink()).put("status", one.status());
      row.put("answer", one.answer()).set("body", one.body());
    }
    return Json.write(all) + "\n";
  }

  private static void send(
      HttpServerRequest request, Receiver.Said said, @Nullable String retryAfter) {
    HttpServerResponse response = request.response().setStatusCode(said.status());
    if (retryAfter != null) {
      response.putHeader("Retry-After", retryAfter);
    }
    response.end(said.body());
  }

  @Override
  public void close() {
    block(vertx.close());
  }

  private static <T> T block(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("the lab's sinks: " + cause.getMessage(), e);
    }
  }
}
