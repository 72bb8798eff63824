package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.calls.CallLog;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.RuleReader;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.status.StatusReader;
import dev.holdfast.lab.wire.Json;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The control endpoints under {@code /lab}: faults, calls, status page, help. Never faulty. */
final class Control {
  private static final long LIMIT = 1L << 20;

  private final Lab lab;

  Control(Lab lab) {
    this.lab = lab;
  }

  static boolean owns(String path) {
    return path.equals("/lab") || path.startsWith("/lab/");
  }

  /** Reads what somebody wrote in Java or sent. */
  static JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new SpecException("not JSON: " + reason);
    }
  }

  void serve(HttpServerRequest request) {
    request.pause();
    request.exceptionHandler(failed -> {});
    request.response().exceptionHandler(failed -> {});
    new BodyReader(lab.vertx(), request, LIMIT, body -> answer(request, body)).read();
  }

  private void answer(HttpServerRequest request, BodyReader body) {
    try {
      if (body.tooLarge()) {
        throw new SpecException("more than 1 MB is too much");
      }
      String text = new String(body.bytes(), StandardCharsets.UTF_8);
      route(request, request.method(), text);
    } catch (SpecException e) {
      error(request, 400, String.valueOf(e.getMessage()));
    }
  }

  private void route(HttpServerRequest request, HttpMethod method, String body) {
    switch (method.name() + " " + request.path()) {
      case "POST /lab/faults" -> postFaults(request, body);
      case "GET /lab/faults" -> send(request, 200, faults());
      case "DELETE /lab/faults" -> {
        lab.desk().clear();
        send(request, 200, faults());
      }
      case "GET /lab/calls" -> send(request, 200, CallsJson.of(lab.log().calls()));
      case "DELETE /lab/calls" -> {
        lab.log().clear();
        send(request, 200, CallsJson.of(lab.log().calls()));
      }
      case "POST /lab/status" -> postStatus(request, body);
      case "DELETE /lab/status" -> {
        lab.page().reset(lab.log().now());
        send(request, 200, Json.object().put("ok", true));
      }
      case "GET /lab" -> help(request);
      default -> error(request, 404, "no such control; GET /lab shows what there is");
    }
  }

  private void postFaults(HttpServerRequest request, String body) {
    JsonNode node = json(body);
    CallLog log = lab.log();
    if (node.isArray()) {
      var rules = node.valueStream().map(one -> RuleReader.read(one, log.elapsed())).toList();
      rules.forEach(lab.desk()::post);
    } else {
      lab.desk().post(RuleReader.read(node, log.elapsed()));
    }
    send(request, 200, faults());
  }

  private void postStatus(HttpServerRequest request, String body) {
    lab.page().change(StatusReader.read(json(body)), lab.log().now());
    send(request, 200, Json.object().put("ok", true));
  }

  private ObjectNode faults() {
    ObjectNode root = Json.object();
    ArrayNode list = root.putArray("faults");
    for (FaultRule rule : lab.desk().rules(lab.log().elapsed())) {
      ObjectNode node = list.addObject();
      ArrayNode mix = node.putArray("mix");
      rule.mix().forEach(sequence -> mix.add(sequence.toString()));
      node.put("path", rule.match().path());
      ArrayNode models = node.putArray("models");
      rule.match().models().forEach(models::add);
      var until = rule.window().until();
      node.put("until_ms", until == null ? null : until.toMillis());
      node.put("share", rule.share());
    }
    return root;
  }

  private void help(HttpServerRequest request) {
    request.response().putHeader("content-type", "text/plain; charset=utf-8").end(LabHelp.text());
  }

  private void error(HttpServerRequest request, int status, String message) {
    send(request, status, Json.object().put("error", message));
  }

  private void send(HttpServerRequest request, int status, ObjectNode body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(Json.write(body) + "\n");
  }
}
