package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.relay.Setup;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class LoopsTest {
  /** Each HTTP client takes a turn at the event loops too; every other loop once stood idle. */
  @Test
  void connectionsSpreadOverAllEventLoops() throws Exception {
    int loops = Runtime.getRuntime().availableProcessors();
    Set<String> threads = ConcurrentHashMap.newKeySet();
    try (LabUpstream lab = LabUpstream.start(LabOptions.defaults());
        Gateway gateway =
            Gateway.start(
                Setup.to(lab.baseUrl()).config(),
                event -> threads.add(Thread.currentThread().getName()))) {
      for (int i = 0; i < loops; i++) {
        assertThat(statusLine(gateway.port())).startsWith("HTTP/1.1 ");
      }
    }
    assertThat(threads).as("event loops that served a call").hasSize(loops);
  }

  private static String statusLine(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
