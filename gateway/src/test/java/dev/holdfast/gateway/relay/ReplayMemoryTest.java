package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are kept under one cap; what does not fit is refused with the reason and its mend. */
class ReplayMemoryTest {
  private static final int MEGABYTE = 1 << 20;

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.memory(MEGABYTE));

  @Test
  void aFullMemoryRefusesTheNextAndServesItLater() throws Exception {
    Asking first = RIG.ask();
    Line line = RIG.line();
    line.send(first.raw("x".repeat(800_000), "x-lab-fault: stall"));
    RIG.arrives(first, 1);
    assertThat(RIG.gateway().memory().used()).isEqualTo(800_000);

    HttpResponse<String> refused = RIG.ask().body("y".repeat(300_000)).send();
    assertThat(refused.statusCode()).isEqualTo(529);
    assertThat(refused.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",")
        .contains("\"message\":\"holdfast: replay memory is full")
        .contains("\"request_id\":null");
    assertThat(header(refused, "retry-after")).isEqualTo("1");
    assertThat(header(refused, "x-holdfast-attempts")).isEqualTo("0");
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.SHED);
    assertThat(RIG.ask().send().statusCode()).isEqualTo(200);

    line.close();
    Rig.until(() -> RIG.gateway().memory().used() == 0, "the memory is given back");
    assertThat(RIG.ask().body("y".repeat(300_000)).send().statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"529x2", "reset", "sse-error-firstx2", "reset-after-5-events", "400"})
  void memoryIsGivenBackHoweverACallGoes(String fault) throws Exception {
    String ask = Asking.STREAM.replace("\"hi\"", "\"" + "x".repeat(100_000) + "\"");
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 8).mapToObj(i -> RIG.ask().body(ask).fault(fault).sendAsync()).toList();
    for (CompletableFuture<HttpResponse<String>> call : calls) {
      assertThat(call.get(9, TimeUnit.SECONDS).statusCode()).isIn(200, 400);
    }
    Rig.until(() -> RIG.gateway().memory().used() == 0, "the memory is given back");
  }

  @Test
  void memoryIsGivenBackOnceContentFlows() throws Exception {
    Asking ask = RIG.ask();
    try (Line line = RIG.line()) {
      line.send(ask.raw(Asking.STREAM, "x-lab-fault: stall-after-5-events"));
      line.until("content_block_delta");
      Rig.until(() -> RIG.gateway().memory().used() == 0, "no attempt can follow");
    }
    RIG.gone(ask);
  }

  @Test
  void aBodyBiggerThanAllOfItIsRefusedBeforeItComes() throws Exception {
    try (Line line = RIG.line()) {
      line.send("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2000000\r\n\r\n");
      assertTooLarge(line.message(), "raise replay-memory or the heap");
    }
    assertThat(RIG.lab().calls()).isEmpty();
  }

  @Test
  void aBodyBiggerThanAllOfItIsRefusedAlsoWithoutItsLength() throws Exception {
    HttpResponse<String> answer = RIG.ask().body(chunked(3 * MEGABYTE)).send();
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("raise replay-memory or the heap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/messages/count_tokens", "/v1/whatever"})
  void aBodyOverTheLimitOfItsEndpointIsRefusedBeforeItComes(String path) throws Exception {
    try (Line line = RIG.line()) {
      long length = 32L * MEGABYTE + 1;
      line.send("POST " + path + " HTTP/1.1\r\nhost: a\r\ncontent-length: " + length + "\r\n\r\n");
      assertTooLarge(line.message(), "33554432 bytes, the limit of this endpoint");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedWithoutReadingItAll() throws Exception {
    try (Rig rig = Rig.start(s -> s.memory(100 * MEGABYTE));
        Line line = rig.line()) {
      line.send("POST /v1/messages HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      String megabyte = "x".repeat(MEGABYTE);
      for (int i = 0; i < 33; i++) {
        line.chunk(megabyte);
      }
      assertTooLarge(line.message(), "the limit of this endpoint");
      assertThat(rig.gateway().memory().used()).isZero();
    }
  }

  @Test
  void batchesAndFilesMayBeBigger() throws Exception {
    try (Rig rig = Rig.start(s -> s.memory(40 * MEGABYTE))) {
      byte[] body = new byte[33 * MEGABYTE];
      assertThat(rig.ask().path("/v1/messages/batches").body(body).send().body())
          .doesNotContain("holdfast");
    }
  }

  private static HttpRequest.BodyPublisher chunked(int size) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
  }

  private static void assertTooLarge(Message answer, String mend) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text())
        .contains("\"request_too_large\"")
        .contains("holdfast: the request body is larger than ")
        .contains(mend);
  }
}
