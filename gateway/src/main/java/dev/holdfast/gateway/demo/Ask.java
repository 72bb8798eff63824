package dev.holdfast.gateway.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of the traffic.
 *
 * @param number from 0
 * @param act what it meets; null for nothing of its own
 */
record Ask(int number, @Nullable Act act) {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final List<String> MODELS =
      List.of("claude-opus-5", "claude-sonnet-5", "claude-haiku-4-5");

  /** How the answer comes. */
  enum Form {
    /** In one piece. */
    JSON,
    /** As events. */
    STREAM
  }

  Form form() {
    return number % 2 == 0 ? Form.JSON : Form.STREAM;
  }

  /** The name by which the upstream's log knows it. */
  String id() {
    return "demo-" + number;
  }

  HttpRequest request(URI gateway) {
    boolean stream = form() == Form.STREAM;
    String model = MODELS.get(number / 2 % MODELS.size());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
            .timeout(PATIENCE)
            .header("x-api-key", "demo-key")
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .header("x-lab-call", id())
            .header(
                "x-lab-answer", stream ? "text;events=16;gap=25ms;ttfb=150ms" : "text;ttfb=250ms")
            .POST(BodyPublishers.ofString(body(model, stream)));
    if (act != null && act.calls() != null) {
      request.header("x-lab-fault", act.fault());
    }
    return request.build();
  }

  private static String body(String model, boolean stream) {
    return """
    {"model": "%s", "max_tokens": 256, "stream": %s,
     "messages": [{"role": "user", "content": "How is the weather at sea?"}]}
    """
        .formatted(model, stream);
  }
}
