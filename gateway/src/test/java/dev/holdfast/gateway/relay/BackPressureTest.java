package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that does not read makes the upstream wait; the gateway does not read ahead for it. */
class BackPressureTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int SIZE = 60;

  /** Held for a whole answer, and what sockets and write queues take. */
  private static final int TAKEN = 40;

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/json", "application/x-jsonl"})
  void anAnswerIsNotReadAhead(String type) throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Void> all = new CompletableFuture<>();
    byte[] event = new byte[MEGABYTE];
    Arrays.fill(event, (byte) 'x');
    byte[] begin = "event: x\ndata: ".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(begin, 0, event, 0, begin.length);
    event[MEGABYTE - 2] = '\n';
    event[MEGABYTE - 1] = '\n';
    HandMade.Talk talk =
        line -> {
          line.message();
          line.send("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\n");
          line.send("content-length: " + SIZE * MEGABYTE + "\r\n\r\n");
          for (int i = 0; i < SIZE; i++) {
            line.send(event);
            sent.incrementAndGet();
          }
          all.complete(null);
        };
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()));
        Line line = rig.line()) {
      String path = type.startsWith("text/") ? "/v1/messages" : "/v1/files/x/content";
      line.send(rig.ask().raw(Asking.STREAM).replace("/v1/messages", path));
      assertThat(line.head()).startsWith("HTTP/1.1 200");
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> all.get(1, TimeUnit.SECONDS));
      assertThat(sent.get()).isLessThan(TAKEN);
      assertThat(line.exactly(SIZE * MEGABYTE)).endsWith('\n', '\n');
    }
  }
}
