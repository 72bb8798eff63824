package dev.holdfast.bench.adapters;

import dev.holdfast.http.HoldfastHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The JDK's client. */
@State(Scope.Benchmark)
public class JdkCalls {
  private static final String BODY =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\""
          + "kelp ".repeat(180)
          + "\"}]}";

  private final HttpClient bare =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpClient guarded =
      HoldfastHttpClient.wrap(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  private HttpRequest request;

  /** For JMH. */
  public JdkCalls() {}

  /** Makes the request. */
  @Setup
  public void prepare(Upstreams upstreams) {
    request =
        HttpRequest.newBuilder(URI.create(upstreams.url() + "/v1/messages"))
            .header("content-type", "application/json")
            .header("x-api-key", "any")
            .POST(BodyPublishers.ofString(BODY))
            .build();
  }

  /** Without Holdfast. */
  @Benchmark
  public String bare() throws IOException, InterruptedException {
    return bare.send(request, BodyHandlers.ofString()).body();
  }

  /** With it. */
  @Benchmark
  public String guarded() throws IOException, InterruptedException {
    return guarded.send(request, BodyHandlers.ofString()).body();
  }
}
