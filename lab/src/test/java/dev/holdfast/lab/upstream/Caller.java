package dev.holdfast.lab.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A caller of the lab over the JDK's own client. */
final class Caller {
  static final String ASK =
      "{\"model\":\"claude-opus-5\",\"max_tokens\":64,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);

  private final HttpClient client;
  private final URI base;

  Caller(URI base) {
    this(base, HttpClient.newBuilder().version(Version.HTTP_1_1).build());
  }

  Caller(URI base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  /** Sends a message; {@code headers} are names and values in turn. */
  HttpResponse<String> ask(String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", "/v1/messages", body, headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, path, body, headers), BodyHandlers.ofString());
  }

  HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("x-api-key", "test")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  HttpClient client() {
    return client;
  }
}
