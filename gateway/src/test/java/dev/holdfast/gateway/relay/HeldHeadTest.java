package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The head of a stream is held until content comes, or two seconds; then nothing is held. */
class HeldHeadTest {
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\n";
  private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
  private static final String CONTENT =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\"}\n\n";
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  private static final String ERROR =
      "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"so\"}}\n\n";

  @Test
  void theHeadComesWithTheFirstContent() throws Exception {
    CountDownLatch content = new CountDownLatch(1);
    HandMade.Talk talk =
        line -> {
          begin(line);
          line.chunk(START + PING);
          line.chunk(PING);
          content.await(5, TimeUnit.SECONDS);
          line.chunk(CONTENT + STOP);
          line.send("0\r\n\r\n");
        };
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      CompletableFuture<HttpResponse<InputStream>> answer = open(rig);
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS));
      content.countDown();
      assertThat(text(answer.get(5, TimeUnit.SECONDS)))
          .isEqualTo(START + PING + PING + CONTENT + STOP);
    }
  }

  @Test
  void aRestartAfterTheHeadIsNotSeen() throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    HandMade.Talk breaks =
        line -> {
          begin(line);
          line.chunk(START + PING);
          headSeen.await(5, TimeUnit.SECONDS);
        };
    HandMade.Talk succeeds =
        line -> {
          begin(line);
          line.chunk(START + PING + CONTENT + STOP);
          line.send("0\r\n\r\n");
        };
    try (HandMade upstream = HandMade.of(breaks, succeeds);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      long start = System.nanoTime();
      HttpResponse<InputStream> answer = open(rig).get(5, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Relay.HOLD_HEAD);
      // That the upstream has nothing to say yet is no time of ours.
      assertThat(Long.parseLong(TableTest.header(answer, "x-holdfast-overhead-us")))
          .isLessThan(1_000_000);
      headSeen.countDown();
      assertThat(text(answer)).isEqualTo(START + PING + PING + CONTENT + STOP);
      assertThat(upstream.connections()).isEqualTo(2);
    }
  }

  @Test
  void whatAFailedAttemptHeldIsNeverHandedOn() throws Exception {
    HandMade.Talk breaks =
        line -> {
          begin(line);
          line.chunk(START + PING);
        };
    HandMade.Talk succeeds =
        line -> {
          begin(line);
          line.chunk(START + CONTENT);
          // Nobody counts it down: long enough for the first attempt's hold to pass.
          new CountDownLatch(1).await(2_300, TimeUnit.MILLISECONDS);
          line.chunk(STOP);
          line.send("0\r\n\r\n");
        };
    try (HandMade upstream = HandMade.of(breaks, succeeds);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().stream().send().body()).isEqualTo(START + CONTENT + STOP);
    }
  }

  @Test
  void anErrorAfterTheHeadIsToldInTheUpstreamsWords() throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    HandMade.Talk talk =
        line -> {
          begin(line);
          line.chunk(START);
          headSeen.await(5, TimeUnit.SECONDS);
          line.chunk(PING);
          line.chunk(ERROR.formatted("invalid_request_error"));
        };
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      HttpResponse<InputStream> answer = open(rig).get(5, TimeUnit.SECONDS);
      headSeen.countDown();
      String body = text(answer);
      assertThat(Sse.names(body)).containsExactly("message_start", "ping", "error");
      assertThat(Sse.last(body).data()).contains("\"invalid_request_error\"", "\"so\"");
    }
  }

  @Test
  void everyEventPassesBeforeTheNextIsSent() throws Exception {
    Semaphore read = new Semaphore(0);
    int events = 50;
    HandMade.Talk talk =
        line -> {
          begin(line);
          line.chunk(START + CONTENT);
          for (int i = 0; i < events; i++) {
            read.acquire();
            line.chunk(CONTENT.replace("}\n", ",\"n\":" + i + "}\n"));
          }
          line.chunk(STOP);
          line.send("0\r\n\r\n");
        };
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.STREAM));
      line.until("content_block_delta\"");
      for (int i = 0; i < events; i++) {
        read.release();
        line.until("\"n\":" + i);
      }
      line.until("message_stop");
    }
  }

  private static void begin(Line line) throws Exception {
    line.message();
    line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
    line.send("transfer-encoding: chunked\r\n\r\n");
  }

  private static CompletableFuture<HttpResponse<InputStream>> open(Rig rig) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return rig.ask().stream().open();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  private static String text(HttpResponse<InputStream> answer) throws Exception {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
