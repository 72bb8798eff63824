package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers that speak HTTP/2 without TLS: many streams, one connection. */
class Http2Test {
  private static final long CANCEL = 8;

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.budget(Duration.ofSeconds(3)));

  @Test
  void messagesAndStreamsPass() throws Exception {
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      List<Future<Buffer>> bodies = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        HttpClientRequest request = client.request(RIG.ask());
        request.putHeader("x-lab-fault", "529x1").putHeader("x-long", "x".repeat(2_000));
        bodies.add(body(request, i % 2 == 0 ? Asking.STREAM : Asking.JSON));
      }
      for (int i = 0; i < bodies.size(); i++) {
        String body = Http2Client.get(bodies.get(i)).toString();
        assertThat(body).contains(i % 2 == 0 ? "message_stop" : "\"stop_reason\":\"end_turn\"");
      }
    }
  }

  private static Future<Buffer> body(HttpClientRequest request, String body) {
    return request.send(body).compose(HttpClientResponse::body);
  }

  @Test
  void theHostStaysTheUpstreams() throws Exception {
    Asking ask = RIG.ask();
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      HttpClientResponse answer = client.send(client.request(ask), Asking.JSON);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(answer.headers().names()).noneMatch(name -> name.equals("transfer-encoding"));
    }
    var arrived = RIG.attempts(ask).get(0).arrived();
    assertThat(arrived.target()).isEqualTo("/v1/messages?beta=true");
    assertThat(arrived.version()).isEqualTo("HTTP/1.1");
    assertThat(arrived.headers()).containsEntry("host", List.of("127.0.0.1:" + RIG.lab().port()));
  }

  @Test
  void aLongHeaderPasses() throws Exception {
    Asking ask = RIG.ask();
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      HttpClientRequest request = client.request(ask).putHeader("x-long", "x".repeat(30_000));
      assertThat(client.send(request, Asking.JSON).statusCode()).isEqualTo(200);
    }
    assertThat(RIG.attempts(ask).get(0).arrived().headers().get("x-long").get(0)).hasSize(30_000);
  }

  @Test
  void aStreamThatIsResetCancelsItsCallAndNoOther() throws Exception {
    Asking reset = RIG.ask();
    Asking stays = RIG.ask();
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      HttpClientRequest other = client.request(stays);
      other.putHeader("x-lab-answer", "text;events=40;gap=5ms");
      Future<Buffer> whole = body(other, Asking.STREAM);
      HttpClientRequest request = client.request(reset).putHeader("x-lab-fault", "stall");
      request.end(Asking.JSON);
      RIG.arrives(reset, 1);
      Duration before = RIG.lab().elapsed();
      request.reset(CANCEL);
      Duration took = RIG.gone(reset).endedAt().minus(before);
      System.out.printf("caller resets an HTTP/2 stream: %.1f ms%n", took.toNanos() / 1e6);
      assertThat(took).isLessThan(Duration.ofMillis(1500));
      assertThat(Http2Client.get(whole).toString()).contains("message_stop");
    }
    assertThat(RIG.heard().ends(2)).hasSize(2);
    assertThat(RIG.heard().ends().stream().filter(e -> e.reason() == Reason.CANCELLED)).hasSize(1);
  }

  @Test
  void aStreamThatIsResetInTheMiddleOfItsUploadIsForgotten() throws Exception {
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      HttpClientRequest request = client.request(RIG.ask()).setChunked(true);
      request.write("x".repeat(30_000));
      Rig.until(() -> RIG.gateway().memory().used() > 0, "the body comes");
      request.reset(CANCEL);
      Rig.until(() -> RIG.gateway().memory().used() == 0, "the body is forgotten");
      assertThat(RIG.lab().calls()).isEmpty();
    }
  }

  @Test
  void aStreamThatBreaksOffEndsWithAnHonestError() throws Exception {
    try (Http2Client client = new Http2Client(RIG.gateway().port())) {
      HttpClientRequest request = client.request(RIG.ask());
      request.putHeader("x-lab-fault", "reset-after-5-events");
      String body = Http2Client.get(body(request, Asking.STREAM)).toString();
      assertThat(Sse.last(body).name()).isEqualTo("error");
      assertThat(Sse.last(body).data()).contains("holdfast: ");
    }
  }
}
