package dev.holdfast.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.lab.conformity.Asked;
import dev.holdfast.lab.conformity.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program that writes its requests itself: whatever status is not 200 it makes an exception. */
record JdkSubject(HttpClient client, URI base) implements Subject {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The API said so. */
  static final class ErrorAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    ErrorAnswer(String message) {
      super(message);
    }
  }

  /** The stream said so. */
  static final class ErrorEvent extends IOException {
    private static final long serialVersionUID = 1L;

    ErrorEvent(String message) {
      super(message);
    }
  }

  @Override
  public void ask(Asked call, Consumer<String> heard) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/v1/messages")).header("x-api-key", "any");
    call.headers().forEach(request::header);
    request.POST(BodyPublishers.ofString(call.body()));
    if (call.stream()) {
      stream(request.build(), heard);
    } else {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      good(answer.statusCode());
      heard.accept(JSON.readTree(answer.body()).path("content").path(0).path("text").asText());
    }
  }

  private static void good(int status) throws IOException {
    if (status != 200) {
      throw new ErrorAnswer("status " + status);
    }
  }

  private void stream(HttpRequest request, Consumer<String> heard) throws Exception {
    HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      good(answer.statusCode());
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("data:")) {
          take(JSON.readTree(line.substring(5)), heard);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void take(JsonNode event, Consumer<String> heard) throws IOException {
    if (event.path("type").asText().equals("error")) {
      throw new ErrorEvent(event.path("error").path("type").asText());
    }
    if (event.path("delta").has("text")) {
      heard.accept(event.path("delta").path("text").asText());
    }
  }
}
