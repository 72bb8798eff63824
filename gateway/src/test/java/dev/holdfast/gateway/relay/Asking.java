package dev.holdfast.gateway.relay;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A request through the gateway with the JDK's client. The lab meets it with the faults asked. */
public final class Asking {
  public static final String JSON =
      """
      {"model":"claude-opus-5","max_tokens":64,"messages":[{"role":"user","content":"hi"}]}\
      """;

  static final String STREAM = JSON.replace("{\"model\"", "{\"stream\":true,\"model\"");

  private static final AtomicLong IDS = new AtomicLong();

  private final Rig rig;
  private final String id = "call-" + IDS.incrementAndGet();
  private final HttpRequest.Builder request = HttpRequest.newBuilder();
  private String path = "/v1/messages";
  private String method = "POST";
  private HttpRequest.BodyPublisher body = BodyPublishers.ofString(own(JSON));

  Asking(Rig rig) {
    this.rig = rig;
    request.timeout(Duration.ofSeconds(20));
    request.header("x-api-key", "any").header("x-lab-call", id);
  }

  /** The name of this call in the lab's log. */
  String id() {
    return id;
  }

  Asking method(String name) {
    method = name;
    body = BodyPublishers.noBody();
    return this;
  }

  Asking path(String pathAndQuery) {
    path = pathAndQuery;
    return this;
  }

  Asking body(byte[] bytes) {
    body = BodyPublishers.ofByteArray(bytes);
    return this;
  }

  /**
   * Each call has a model, and so a retry budget, of its own: cases must not wear out each other.
   */
  private String own(String text) {
    return text.replace("claude-opus-5", "claude-" + id);
  }

  Asking body(String text) {
    body = BodyPublishers.ofString(own(text));
    return this;
  }

  Asking body(HttpRequest.BodyPublisher publisher) {
    body = publisher;
    return this;
  }

  /** Asks for a stream. */
  public Asking stream() {
    return body(STREAM);
  }

  Asking header(String name, String value) {
    request.header(name, value);
    return this;
  }

  /** What the lab does to the attempts of this call, in its own words. */
  public Asking fault(String faults) {
    return header("x-lab-fault", faults);
  }

  /** What the lab answers when nothing goes wrong. */
  public Asking answer(String answer) {
    return header("x-lab-answer", answer);
  }

  /** The whole answer. */
  HttpResponse<String> send() throws Exception {
    return send(BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> handler) throws Exception {
    return rig.client().send(request(), handler);
  }

  CompletableFuture<HttpResponse<String>> sendAsync() {
    return rig.client().sendAsync(request(), BodyHandlers.ofString());
  }

  /** The answer with its body as it comes. */
  public HttpResponse<InputStream> open() throws Exception {
    return send(BodyHandlers.ofInputStream());
  }

  private HttpRequest request() {
    URI to = URI.create(rig.gateway().url() + path);
    return request.uri(to).method(method, body).build();
  }

  /** The same request as text, for a connection spoken by hand. */
  public String raw(String body, String... headers) {
    StringBuilder text = new StringBuilder();
    text.append("POST /v1/messages HTTP/1.1\r\nhost: gateway\r\nx-api-key: any\r\n");
    text.append("x-lab-call: ").append(id).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text + "content-length: " + body.length() + "\r\n\r\n" + body;
  }
}
