package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.relay.Asking;
import dev.holdfast.gateway.relay.Line;
import dev.holdfast.gateway.relay.Rig;
import dev.holdfast.gateway.relay.Setup;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starting and stopping: a call under way is finished, nothing is left behind. */
class ShutdownTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  @Test
  void drainingLetsAStreamFinishAndTakesNoNewCall() throws Exception {
    try (Rig rig = Rig.start(s -> s.drain(Duration.ofSeconds(10)))) {
      Asking ask = rig.ask().stream().answer("text;events=40;gap=20ms");
      HttpResponse<InputStream> answer = ask.open();
      CompletableFuture<Void> drained = CompletableFuture.runAsync(rig.gateway()::drain);
      Rig.until(() -> refused(rig), "new callers are refused");
      assertThat(drained).isNotDone();
      String body = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(body).contains("event: message_stop").doesNotContain("event: error");
      drained.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void drainingEndsWithTheTimeItMayTake() throws Exception {
    try (Rig rig = Rig.start(s -> s.drain(Duration.ofMillis(300)));
        Line idle = rig.line();
        Line line = rig.line()) {
      Asking ask = rig.ask();
      line.send(ask.raw(Asking.JSON, "x-lab-fault: stall"));
      rig.arrives(ask, 1);
      CompletableFuture.runAsync(rig.gateway()::drain).get(5, TimeUnit.SECONDS);
      assertThat(line.closes()).isTrue();
      assertThat(idle.closes()).isTrue();
      assertThat(rig.heard().ends(1).get(0).reason().slug()).isEqualTo("cancelled");
    }
  }

  @Test
  void aKeptConnectionMakesNobodyWait() throws Exception {
    try (Rig rig = Rig.start(s -> s.drain(Duration.ofSeconds(10)));
        Line line = rig.line()) {
      line.send(rig.ask().raw("{}"));
      assertThat(line.message().status()).isEqualTo(400);
      CompletableFuture.runAsync(rig.gateway()::drain).get(5, TimeUnit.SECONDS);
      assertThat(line.closes()).isTrue();
    }
  }

  private static boolean refused(Rig rig) {
    try (Line line = rig.line()) {
      line.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      return line.closes() && line.message().start().isEmpty();
    } catch (Exception refused) {
      return true;
    }
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(StartFailed.class)
          .isThrownBy(() -> Gateway.start(Setup.to(NOWHERE).config(port), Listener.NONE))
          .withMessage(
              "127.0.0.1:%d is in use or not ours: choose another port, or 0 for any free one",
              port);
    }
  }

  @Test
  void nothingIsLeftAfterManyStarts() throws Exception {
    startAndStop(2);
    long before = threads();
    startAndStop(20);
    Rig.until(() -> threads() <= before, "threads end with their gateway");
  }

  private static void startAndStop(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      try (Gateway gateway = Gateway.start(Setup.to(NOWHERE).config(), Listener.NONE)) {
        HttpURLConnection probe =
            (HttpURLConnection) URI.create(gateway.url() + "/v1/x").toURL().openConnection();
        probe.setRequestMethod("DELETE");
        probe.setRequestProperty("x-holdfast-deadline-ms", "20");
        assertThat(probe.getResponseCode()).isGreaterThan(499);
      }
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread.getName().startsWith("vert.x") || thread.getName().contains("holdfast"))
        .count();
  }
}
