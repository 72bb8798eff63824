package dev.holdfast.examples;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.Priority;
import dev.holdfast.decide.Policy;
import dev.holdfast.http.HoldfastHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Much work that nobody waits for. In trouble it lets interactive calls of the same process go
 * first, may be held for long, and what one model cannot do now another one does.
 */
public final class BatchWorker {
  private static final String BASE =
      System.getenv().getOrDefault("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
  private static final String KEY = System.getenv().getOrDefault("ANTHROPIC_API_KEY", "any");
  private static final List<String> MODELS = List.of("claude-opus-5", "claude-sonnet-5");
  private static final int JOBS = 8;

  /** Interactive calls of this process would use the same Holdfast, at their own priority. */
  private static final HttpClient CLIENT =
      HoldfastHttpClient.wrap(HttpClient.newHttpClient(), Holdfast.of(Policy.defaults()))
          .withPriority(Priority.BATCH)
          .withHold(Duration.ofSeconds(1));

  private BatchWorker() {}

  /** Does all jobs, a few at a time. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(4);
    List<Future<String>> done = new ArrayList<>();
    for (int i = 1; i <= JOBS; i++) {
      String job = "job " + i;
      done.add(workers.submit(() -> job + ": " + work(job)));
    }
    for (Future<String> one : done) {
      System.out.println(one.get());
    }
    workers.shutdown();
  }

  /** Which model did the job. */
  private static String work(String job) throws InterruptedException {
    for (String model : MODELS) {
      try {
        int status = ask(model, job).statusCode();
        if (status == 200) {
          return model;
        }
        System.out.println(job + ": " + model + " answered " + status);
      } catch (IOException e) {
        // Nobody answered, or the circuit breaker would not let it wait any longer.
        System.out.println(job + ": " + model + ", " + e.getMessage());
      }
    }
    return "put back";
  }

  private static HttpResponse<String> ask(String model, String job)
      throws IOException, InterruptedException {
    String body =
        """
        {"model": "%s", "max_tokens": 64, "messages": [{"role": "user", "content": "%s"}]}
        """
            .formatted(model, job);
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(BASE + "/v1/messages"))
            .header("x-api-key", KEY)
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(question, BodyHandlers.ofString());
  }
}
