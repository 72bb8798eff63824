package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.decide.Reason;
import dev.holdfast.drive.BrokenAnswer;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.verdict.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of messages, in every shape in which a program may take them, over both HTTPs. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class GuardedStreamTest {
  @Parameter HttpClient.Version version;

  private static final Map<HttpClient.Version, Bench> BENCHES =
      new EnumMap<>(HttpClient.Version.class);

  private Bench bench() {
    return BENCHES.get(version);
  }

  @BeforeAll
  static void start() {
    for (HttpClient.Version each : HttpClient.Version.values()) {
      BENCHES.put(each, new Bench(each));
    }
  }

  @AfterAll
  static void stop() {
    BENCHES.values().forEach(Bench::close);
  }

  /** A way to take a stream: the text that came, or what was thrown after it. */
  private enum Way {
    INPUT_STREAM {
      @Override
      String take(HttpClient client, Bench bench, String id, String fault) throws Exception {
        StringBuilder text = new StringBuilder();
        try (InputStream body =
            client.send(bench.stream(id, fault), BodyHandlers.ofInputStream()).body()) {
          byte[] some = new byte[100];
          for (int n = body.read(some); n >= 0; n = body.read(some)) {
            text.append(new String(some, 0, n, StandardCharsets.UTF_8));
          }
        }
        return text.toString();
      }
    },
    LINES {
      @Override
      String take(HttpClient client, Bench bench, String id, String fault) throws Exception {
        try (Stream<String> lines =
            client.send(bench.stream(id, fault), BodyHandlers.ofLines()).body()) {
          return String.join("\n", lines.toList());
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
    },
    STRING {
      @Override
      String take(HttpClient client, Bench bench, String id, String fault) throws Exception {
        return client
            .sendAsync(bench.stream(id, fault), BodyHandlers.ofString())
            .get(10, TimeUnit.SECONDS)
            .body();
      }
    },
    LINE_SUBSCRIBER {
      @Override
      String take(HttpClient client, Bench bench, String id, String fault) throws Exception {
        Taker<String> taker = new Taker<>();
        CompletableFuture<HttpResponse<Void>> sent =
            client.sendAsync(bench.stream(id, fault), BodyHandlers.fromLineSubscriber(taker));
        String text = String.join("\n", taker.all.get(10, TimeUnit.SECONDS));
        sent.get(10, TimeUnit.SECONDS);
        return text;
      }
    },
    PUBLISHER {
      @Override
      String take(HttpClient client, Bench bench, String id, String fault) throws Exception {
        Taker<List<ByteBuffer>> taker = new Taker<>();
        client.send(bench.stream(id, fault), BodyHandlers.ofPublisher()).body().subscribe(taker);
        StringBuilder text = new StringBuilder();
        taker.all.get(10, TimeUnit.SECONDS).stream()
            .flatMap(List::stream)
            .forEach(chunk -> text.append(StandardCharsets.UTF_8.decode(chunk)));
        return text.toString();
      }
    };

    abstract String take(HttpClient client, Bench bench, String id, String fault) throws Exception;
  }

  /** Takes one piece at a time. */
  private static final class Taker<T> implements Flow.Subscriber<T> {
    private final List<T> got = new ArrayList<>();
    final CompletableFuture<List<T>> all = new CompletableFuture<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(T piece) {
      got.add(piece);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable e) {
      all.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      all.complete(got);
    }
  }

  static Stream<Arguments> mended() {
    return Stream.of(Way.values())
        .flatMap(way ->
            Stream.of(
                    "none",
                    "529x2",
                    "sse-error-firstx2",
                    "sse-error-after-start",
                    "reset-after-1-events",
                    "end-after-head",
                    "malformed-sse-after-1",
                    "html")
                .map(fault -> Arguments.of(way, fault)));
  }

  @ParameterizedTest
  @MethodSource("mended")
  void whatHappensBeforeContentIsNotSeen(Way way, String fault) throws Exception {
    String id = Bench.id();
    String text = way.take(bench().client, bench(), id, fault);
    assertThat(text).startsWith("event: message_start").contains("event: message_stop");
    assertThat(text.split("event: message_start", -1)).as("one answer").hasSize(2);
    assertThat(bench().attempts(id)).hasSizeBetween(fault.equals("none") ? 1 : 2, 3);
  }

  static Stream<Arguments> broken() {
    return Stream.of(Way.values())
        .flatMap(way ->
            Stream.of(
                    "reset-after-5-events",
                    "end-after-5-events",
                    "no-message-stop",
                    "sse-error-after-5",
                    "malformed-sse-after-5")
                .map(fault -> Arguments.of(way, fault)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aStreamThatBreaksOffIsToldAsOneAndNotRepeated(Way way, String fault) throws Exception {
    String id = Bench.id();
    assertThatThrownBy(() -> way.take(bench().client, bench(), id, fault))
        .satisfies(e -> assertThat(root(e)).isInstanceOf(BrokenAnswer.class));
    assertThat(bench().attempts(id)).hasSize(1);
    assertThat(bench().end(id).verdict().kind()).isNotEqualTo(ErrorKind.OK);
  }

  /** Some ways wrap what they are told. */
  private static Throwable root(Throwable e) {
    Throwable cause = e;
    while (!(cause instanceof BrokenAnswer) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The JDK's takers drop what they have not read when they hear that a body broke. */
  @ParameterizedTest
  @ValueSource(strings = {"end-after-5-events", "no-message-stop", "sse-error-after-5"})
  void allThatCameBeforeTheBreakIsHandedOn(String fault) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Stream<String> body =
        bench().client.send(bench().stream(Bench.id(), fault), BodyHandlers.ofLines()).body()) {
      assertThatThrownBy(() -> body.forEach(lines::add)).hasRootCauseInstanceOf(BrokenAnswer.class);
    }
    assertThat(lines).contains("event: message_start", "event: content_block_delta");
  }

  @Test
  void anErrorEventForEverIsTheStatusItStandsFor() throws Exception {
    HttpResponse<String> answer =
        bench()
            .client
            .send(bench().stream(Bench.id(), "sse-error-first*"), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(529);
    assertThat(answer.body()).contains("overloaded_error");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
  }

  @Test
  void leavingInTheMiddleReachesTheUpstream() throws Exception {
    String id = Bench.id();
    try (InputStream body =
        bench()
            .client
            .send(bench().stream(id, "stall-after-6-events"), BodyHandlers.ofInputStream())
            .body()) {
      assertThat(body.read()).isEqualTo('e');
    }
    bench().await(id, all -> all.get(0).ended() == Ended.CLIENT_GONE);
    assertThat(bench().end(id).reason()).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void firstEventsArriveBeforeTheLastAreSent() throws IOException, InterruptedException {
    try (InputStream body =
        bench()
            .client
            .send(bench().stream(Bench.id(), "stall-after-6-events"), BodyHandlers.ofInputStream())
            .body()) {
      byte[] start = body.readNBytes("event: message_start".length());
      assertThat(new String(start, StandardCharsets.UTF_8)).isEqualTo("event: message_start");
    }
  }
}
