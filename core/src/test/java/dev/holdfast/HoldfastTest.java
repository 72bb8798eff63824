package dev.holdfast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.drive.Reply;
import dev.holdfast.drive.VirtualTime;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.verdict.Answers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HoldfastTest {
  private static final EndpointKey ENDPOINT =
      EndpointKey.of("https://up.test", "/v1/messages", "claude-opus-5");
  private final VirtualTime time = new VirtualTime(1);
  private final List<CallEvent> events = new ArrayList<>();
  private final Holdfast holdfast = Holdfast.of(Policy.defaults()).on(time).listen(events::add);

  /** As in the README: an exchange over the JDK's own client. */
  private static Reply<HttpResponse<String>> exchange(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    byte[] body = answer.body().getBytes(UTF_8);
    Outcome outcome =
        answer.statusCode() < 300
            ? Answered.whole(answer.statusCode(), n -> answer.headers().firstValue(n).orElse(null))
            : Answered.failed(
                answer.statusCode(),
                n -> answer.headers().firstValue(n).orElse(null),
                ErrorBody.read(body, body.length));
    return new Reply<>(outcome, answer);
  }

  /** A server on loopback that is overloaded twice and then well. */
  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger calls = new AtomicInteger();
    server.createContext(
        "/v1/messages",
        http -> {
          boolean busy = calls.incrementAndGet() < 3;
          byte[] body = (busy ? "{\"type\":\"error\"}" : "{\"stop_reason\":null}").getBytes(UTF_8);
          http.getResponseHeaders().set("Retry-After", "2");
          http.sendResponseHeaders(busy ? 529 : 200, body.length);
          http.getResponseBody().write(body);
          http.close();
        });
    server.start();
    return server;
  }

  @Test
  void theFirstProgramOfAUserWorks() throws Exception {
    HttpServer server = server();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/messages");
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
      HttpClient client = HttpClient.newHttpClient();

      HttpResponse<String> answer = holdfast.call(ENDPOINT, send -> exchange(client, request));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(ended().attempts()).isEqualTo(3);
      assertThat(ended().waited()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(6_400));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void withoutWaitingItWorksToo() {
    CompletableFuture<String> answer =
        holdfast.callAsync(
            ENDPOINT,
            send ->
                CompletableFuture.completedFuture(
                    new Reply<>(
                        send.attempt() < 3 ? Answers.status(503) : Answers.OK,
                        "attempt " + send.attempt())));
    time.runAll();

    assertThat(answer).isCompletedWithValue("attempt 3");
  }

  @Test
  void aDeadlineOfTheCallersIsToldToEveryAttempt() {
    Terms terms = new Terms(Replay.FREE, Duration.ofSeconds(3));

    assertThatThrownBy(() ->
            holdfast.<String>call(
                ENDPOINT,
                terms,
                send -> {
                  time.sleep(Duration.between(time.now(), send.deadline()));
                  return new Reply<>(Answers.CANCELLED, null);
                }))
        .isInstanceOf(CallFailed.class)
        .hasMessage("cancelled after 1 attempt: the caller's deadline leaves no room");
    assertThat(ended().reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  void everyCallHasAnIdOfItsOwnAlsoOnCopies() throws Exception {
    holdfast.call(ENDPOINT, send -> new Reply<>(Answers.OK, "a"));
    holdfast.listen(e -> {}).on(time).call(ENDPOINT, send -> new Reply<>(Answers.OK, "b"));

    assertThat(events.stream().map(e -> e.call().id()).distinct()).hasSize(2);
    assertThat(events).allMatch(e -> e.call().endpoint().family().equals("opus-5"));
  }

  private CallEnded ended() {
    return (CallEnded) events.get(events.size() - 1);
  }
}
