package dev.holdfast.examples;

import dev.holdfast.Holdfast;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.http.HoldfastHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's own client: wrapped once, and then used as ever. */
public final class PlainJdk {
  private static final String BASE =
      System.getenv().getOrDefault("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
  private static final String KEY = System.getenv().getOrDefault("ANTHROPIC_API_KEY", "any");

  private PlainJdk() {}

  /** Asks one question, and says what it took. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Holdfast holdfast = Holdfast.of(Policy.defaults()).listen(PlainJdk::tell);
    HttpClient client = HoldfastHttpClient.wrap(HttpClient.newHttpClient(), holdfast);
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(BASE + "/v1/messages"))
            .header("x-api-key", KEY)
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"model": "claude-opus-5", "max_tokens": 64,
                     "messages": [{"role": "user", "content": "How is it going?"}]}
                    """))
            .build();
    HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
  }

  private static void tell(CallEvent event) {
    if (event instanceof CallEnded end) {
      System.out.println(
          "%d attempts, waited %d ms: %s"
              .formatted(end.attempts(), end.waited().toMillis(), end.reason().sentence()));
    }
  }
}
