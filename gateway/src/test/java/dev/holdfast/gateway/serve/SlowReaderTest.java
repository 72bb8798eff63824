package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.serve.Weather.Start;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An open page that does not read what it is sent is let go, and harms nobody. */
class SlowReaderTest {
  private static final String PIN = "/api/v1/incidents/one/pin?as=";

  /** Half a megabyte may wait for a page, here and in the kernel; a picture has ten kilobytes. */
  private static final int TURNS = 300;

  private static Socket asking(URI admin) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2_048);
    socket.connect(new InetSocketAddress(admin.getHost(), admin.getPort()));
    String request = "GET /events HTTP/1.1\r\nHost: " + admin.getAuthority() + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Whether the other side is gone; what was sent to us stays unread. */
  private static boolean gone(Socket socket) {
    try {
      socket.getOutputStream().write('\n');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void whoDoesNotReadIsLetGoAndOthersGoOn() throws Exception {
    try (Weather weather = new Weather(Start.USUAL);
        Socket deaf = asking(weather.gateway.adminUrl());
        Stream<String> lines = listening(weather)) {
      weather.calls(8, "opus-5", "529");
      weather.incident("one", "investigating");
      weather.settle();
      weather.until(now -> !now.path("incidents").isEmpty());
      Iterator<String> told = lines.iterator();
      int turns = 0;
      while (turns < TURNS && !gone(deaf)) {
        String pin = PIN + (turns % 2 == 0 ? "same" : "not-same");
        weather.post("POST", pin, "x-holdfast-admin", "1");
        await(told, turns % 2 == 0 ? "it is the same" : "it is another");
        turns++;
      }
      assertThat(turns).as("let go in time").isLessThan(TURNS);
      weather.post("POST", PIN + "same", "x-holdfast-admin", "1");
      await(told, "it is the same");
    }
  }

  private static Stream<String> listening(Weather weather) throws Exception {
    URI events = URI.create(weather.gateway.adminUrl() + "/events");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofLines())
        .body();
  }

  /** The reader that keeps up is told each turn. */
  private static void await(Iterator<String> told, String words) {
    while (!told.next().contains(words)) {
      // Something else turned.
    }
  }
}
