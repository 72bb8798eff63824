package dev.holdfast.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.drive.CallFailed;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.verdict.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come in one piece; each case blocking and not. */
class GuardedSendTest {
  private static Bench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = new Bench(HttpClient.Version.HTTP_1_1);
    // The first exchange loads classes on both sides; no test waits for that.
    bench.bare.send(bench.json(Bench.id(), "none"), BodyHandlers.discarding());
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  private static <T> HttpResponse<T> send(
      boolean async, HttpRequest request, HttpResponse.BodyHandler<T> handler) throws Exception {
    return async
        ? bench.client.sendAsync(request, handler).get(10, TimeUnit.SECONDS)
        : bench.client.send(request, handler);
  }

  static Stream<Arguments> survived() {
    return Stream.of(
            "529x2",
            "503,502",
            "529,503",
            "reset",
            "garbage",
            "half-close",
            "cut-body",
            "503;html",
            "html",
            "wrong-type",
            "close-on-accept",
            "429;retry-after=0.1")
        .flatMap(fault -> Stream.of(Arguments.of(fault, false), Arguments.of(fault, true)));
  }

  @ParameterizedTest
  @MethodSource("survived")
  void whatPassesIsNotSeen(String fault, boolean async) throws Exception {
    String id = Bench.id();
    HttpResponse<String> answer = send(async, bench.json(id, fault), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"stop_reason\":\"end_turn\"").endsWith("}");
    assertThat(bench.attempts(id)).hasSizeGreaterThan(1);
    assertThat(bench.attempts(id).stream().map(a -> a.arrived()).filter(a -> a != null))
        .extracting(a -> a.bodySha256())
        .as("every attempt sent the same body")
        .satisfies(all -> assertThat(all.stream().distinct()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({"400*, 1", "401*, 1", "404*, 1", "413*, 1", "500*, 2", "spend-limit*, 1"})
  void whatDoesNotPassIsToldAsItIs(String fault, int attempts) throws Exception {
    String id = Bench.id();
    HttpResponse<String> answer = send(false, bench.json(id, fault), BodyHandlers.ofString());
    assertThat(bench.attempts(id)).hasSize(attempts);
    assertThat(answer.statusCode()).isEqualTo(bench.attempts(id).get(0).status());
    assertThat(answer.body()).contains("\"type\":\"error\"");
  }

  @Test
  void theBudgetEndsAndTheLastAnswerIsTold() throws Exception {
    String id = Bench.id();
    HttpResponse<byte[]> answer = send(true, bench.json(id, "529*"), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(529);
    assertThat(new String(answer.body(), UTF_8)).contains("overloaded_error");
    assertThat(bench.attempts(id)).hasSizeGreaterThan(2);
  }

  @Test
  void nobodyAnsweredIsAnException() {
    String id = Bench.id();
    assertThatThrownBy(() -> send(false, bench.json(id, "reset*"), BodyHandlers.ofString()))
        .isInstanceOfSatisfying(
            CallFailed.class,
            failed -> {
              assertThat(failed.attempts()).isGreaterThan(1);
              assertThat(failed).hasCauseInstanceOf(IOException.class);
            });
  }

  private static HttpRequest within(Duration timeout, HttpRequest request) {
    return HttpRequest.newBuilder(request, (n, v) -> true).timeout(timeout).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stall*", "stall-after-head*"})
  void theRequestsTimeoutIsToldAsTheJdkTellsIt(String fault) throws Exception {
    String id = Bench.id();
    // Long enough that the attempt is out on a busy machine: else there is no verdict to tell.
    HttpRequest request = within(Duration.ofSeconds(1), bench.json(id, fault));
    assertThatThrownBy(() -> send(false, request, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class)
        .hasCauseInstanceOf(CallFailed.class);
    assertThatThrownBy(() -> send(true, request, BodyHandlers.ofString()))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class);
    bench.await(id, all -> all.stream().allMatch(a -> a.ended() == Ended.CLIENT_GONE));
    assertThat(bench.end(id).verdict().kind()).isEqualTo(ErrorKind.CANCELLED);
  }

  @Test
  void theRequestsTimeoutBoundsTheWholeCallAndWhatWasSaidIsTold() throws Exception {
    String id = Bench.id();
    HttpRequest request = within(Duration.ofMillis(1500), bench.json(id, "503,stall*"));
    assertThat(send(false, request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
    assertThat(bench.await(id, all -> all.size() == 2 && all.get(1).ended() == Ended.CLIENT_GONE))
        .extracting(Attempt::fault)
        .containsExactly("503", "stall");
  }

  @Test
  void cancellingReachesTheUpstream() throws Exception {
    String id = Bench.id();
    CompletableFuture<HttpResponse<String>> answer =
        bench.client.sendAsync(bench.json(id, "stall*"), BodyHandlers.ofString());
    bench.await(id, all -> all.size() == 1);
    answer.cancel(true);
    bench.await(id, all -> all.get(0).ended() == Ended.CLIENT_GONE);
  }

  @Test
  void anInterruptReachesTheUpstream() throws Exception {
    String id = Bench.id();
    CompletableFuture<Object> seen = new CompletableFuture<>();
    Thread caller =
        new Thread(() -> {
          try {
            seen.complete(bench.client.send(bench.json(id, "stall*"), BodyHandlers.ofString()));
          } catch (IOException | InterruptedException e) {
            seen.complete(e);
          }
        });
    caller.start();
    bench.await(id, all -> all.size() == 1);
    caller.interrupt();
    assertThat(seen.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    bench.await(id, all -> all.get(0).ended() == Ended.CLIENT_GONE);
  }

  /** Publishers that can be asked once only. */
  static Stream<BodyPublisher> oneShot() {
    byte[] body = Bench.JSON.getBytes(UTF_8);
    ByteArrayInputStream once = new ByteArrayInputStream(body);
    SubmissionPublisher<ByteBuffer> live = new SubmissionPublisher<>();
    AtomicInteger asked = new AtomicInteger();
    BodyPublisher single =
        BodyPublishers.fromPublisher(subscriber -> {
          assertThat(asked.incrementAndGet()).as("subscriptions").isEqualTo(1);
          live.subscribe(subscriber);
          live.submit(ByteBuffer.wrap(body));
          live.close();
        });
    return Stream.of(BodyPublishers.ofInputStream(() -> once), single);
  }

  @ParameterizedTest
  @MethodSource("oneShot")
  void aPublisherIsAskedOnceAndTheBodySentAgain(BodyPublisher publisher) throws Exception {
    String id = Bench.id();
    HttpResponse<String> answer =
        send(true, bench.request(id, "503x2").POST(publisher).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    List<Attempt> attempts = bench.attempts(id);
    assertThat(attempts).hasSize(3);
    assertThat(attempts)
        .extracting(a -> a.arrived().bodyBytes())
        .containsOnly((long) Bench.JSON.length());
  }

  @Test
  void aBodyOfUnknownLengthBeyondTheBoundIsRefusedInOneLine() {
    byte[] megabyte = new byte[1 << 20];
    AtomicInteger left = new AtomicInteger(40);
    BodyPublisher endless =
        BodyPublishers.ofByteArrays(
            () -> Stream.generate(() -> megabyte).limit(left.get()).iterator());
    assertThatThrownBy(() ->
            send(
                false,
                bench.request(Bench.id(), "none").POST(endless).build(),
                BodyHandlers.discarding()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give its length");
  }

  @Test
  void aPublisherThatFailsIsNotTheUpstreamsFault() {
    int before = bench.ends().size();
    BodyPublisher broken =
        BodyPublishers.ofInputStream(() -> {
          throw new IllegalStateException("no file");
        });
    assertThatThrownBy(() ->
            send(
                false,
                bench.request(Bench.id(), "none").POST(broken).build(),
                BodyHandlers.discarding()))
        .hasStackTraceContaining("no file");
    assertThat(bench.ends()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500*", "reset*", "cut-body*"})
  void whatMayHaveRunIsNotSentTwice(String fault) throws Exception {
    String id = Bench.id();
    HttpRequest batch =
        HttpRequest.newBuilder(bench.json(id, fault), (n, v) -> true)
            .uri(URI.create(bench.lab.baseUrl() + "/v1/messages/batches"))
            .build();
    bench.client.sendAsync(batch, BodyHandlers.ofString()).exceptionally(e -> null).get();
    assertThat(bench.attempts(id)).hasSize(1);
  }

  @Test
  void aGetIsGuardedToo() throws Exception {
    String id = Bench.id();
    HttpRequest models =
        bench
            .request(id, "503x2")
            .uri(URI.create(bench.lab.baseUrl() + "/v1/models"))
            .GET()
            .build();
    assertThat(send(false, models, BodyHandlers.ofString()).body()).contains("\"data\"");
    assertThat(bench.attempts(id)).hasSize(3);
  }

  @Test
  void headersOfOursStayHere() throws Exception {
    String id = Bench.id();
    HttpRequest request =
        HttpRequest.newBuilder(bench.json(id, "none"), (n, v) -> true)
            .header("X-Holdfast-Hold", "3")
            .build();
    send(false, request, BodyHandlers.ofString());
    assertThat(bench.attempts(id).get(0).arrived().headers()).doesNotContainKey("x-holdfast-hold");
  }
}
