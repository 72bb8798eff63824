package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out through a proxy that tunnels (HTTP CONNECT). */
class EgressProxyTest {
  @TempDir static Path folder;

  private static LabOptions options;
  private static Path certificate;

  @BeforeAll
  static void identity() throws Exception {
    Identity identity = Identity.make(folder);
    certificate = identity.certificate();
    options = LabOptions.defaults().withTls(new Tls(identity.key(), certificate));
  }

  @Test
  void callsGoThroughTheTunnelWithItsPassword() throws Exception {
    List<Message> asked = new CopyOnWriteArrayList<>();
    try (HandMade proxy = HandMade.of(line -> tunnel(line, asked));
        Rig rig = through(proxy.url().toString().replace("//", "//me:p%40ss@"))) {
      Asking ask = rig.ask().stream().fault("529,sse-error-first");
      StreamTest.assertWhole(ask.send().body());
      assertThat(rig.attempts(ask)).hasSize(3);
      assertThat(rig.attempts(ask).get(0).arrived().headers())
          .doesNotContainKeys("proxy-authorization", "proxy-connection");
      assertThat(asked.get(0).start())
          .isEqualTo("CONNECT 127.0.0.1:" + rig.lab().port() + " HTTP/1.1");
      // me:p@ss
      assertThat(asked.get(0).header("proxy-authorization")).isEqualTo("Basic bWU6cEBzcw==");
    }
  }

  @Test
  void aProxyThatRefusesIsAnUpstreamThatIsNotReached() throws Exception {
    try (HandMade proxy =
            HandMade.always(
                "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
        Rig rig = through(proxy.url().toString())) {
      HttpResponse<String> answer = rig.ask().send();
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("holdfast: cannot reach 127.0.0.1");
      assertThat(rig.lab().calls()).isEmpty();
    }
  }

  private static Rig through(String proxy) throws Exception {
    return Rig.start(
        options,
        s -> s.trusting(certificate).through(URI.create(proxy)).budget(Duration.ofMillis(1500)));
  }

  private static void tunnel(Line caller, List<Message> asked) throws Exception {
    Message connect = caller.message();
    asked.add(connect);
    String target = connect.start().split(" ")[1];
    int port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
    try (Socket out = new Socket(InetAddress.getLoopbackAddress(), port)) {
      caller.send("HTTP/1.1 200 Connection established\r\n\r\n");
      Thread back = new Thread(() -> copy(out, caller.socket()));
      back.start();
      copy(caller.socket(), out);
      back.join();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException ended) {
      // One side left.
    }
  }
}
