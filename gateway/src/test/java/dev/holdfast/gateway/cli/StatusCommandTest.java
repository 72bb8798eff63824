package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code status} prints and which code it ends with, asked of a gateway and without one. */
class StatusCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T14:08:31Z"), ZoneOffset.UTC);

  private static final String KNOWN =
      """
      {"advice":"fall-back","cause":"known","row":"r04","scope":["opus-5"],\
      "sentence":"Known incident: Errors on Claude Opus 5. Let the fallback serve.",\
      "remarks":["429: your quota."],"indicator":"red",\
      "upstream":{"component":"partial_outage","checked":"2026-11-23T14:08:19Z",\
      "host":"status.claude.com"},"local":{"level":"high","since":"2026-11-23T14:05:21Z"},\
      "incidents":[{"id":"1","name":"Errors on Claude Opus 5","status":"investigating",\
      "impact":"major","match":"yes","reasons":["+2 lists the API","+3 names opus-5"]}]}\
      """;

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private int status = 200;
  private String body = KNOWN;
  private Stop stop = new Stop();

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/situation",
        http -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          asked.incrementAndGet();
          http.sendResponseHeaders(status, bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
    server.start();
  }

  @AfterEach
  void leave() {
    server.stop(0);
  }

  private String at() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void tellsTheVerdictFirstAndThenWhatItWasDrawnFrom() throws Exception {
    assertThat(told(new Paint(false)))
        .isEqualTo(
            """
            ▲ FALL BACK
            Known incident: Errors on Claude Opus 5. Let the fallback serve.

            page       red, API partial outage (read 12 s ago, status.claude.com)
            your calls high for 3 min 10 s: opus-5
            beside     429: your quota.
            incident   Errors on Claude Opus 5 (investigating, major); yours: yes: +2 lists the API, +3
                       names opus-5
            told by    the gateway at %s, row r04
            """
                .formatted(at()));
  }

  @Test
  void coloursAreOnTopAndChangeNoWord() throws Exception {
    String coloured = told(new Paint(true));
    assertThat(coloured).startsWith("\u001b[1m\u001b[31m▲ FALL BACK");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(told(new Paint(false)));
  }

  private String told(Paint paint) throws Exception {
    var out = new ByteArrayOutputStream();
    var terminal = new Terminal(Ran.print(out), Ran.print(out), 92, false, paint);
    var command = new StatusCommand(new Shell(terminal, Map.of(), stop), CLOCK);
    assertThat(new picocli.CommandLine(command).execute("--at", at())).isEqualTo(10);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"retry,0", "return,0", "fall-back,10", "fix,20", "unknown,30", "news-to-us,30"})
  void theExitCodeIsTheAdvice(String advice, int code) {
    body = KNOWN.replace("fall-back", advice);
    assertThat(Ran.of("status", "--at", at()).code()).isEqualTo(code);
  }

  @Test
  void programsGetTheJsonAsItIs() {
    Ran ran = Ran.of("status", "--json", "--at", at());
    assertThat(ran.out().strip()).isEqualTo(KNOWN);
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"404,no such page", "200,{}", "200,<html>", "500,oops"})
  void whatIsNoGatewayIsNamedAsSuch(int code, String answer) {
    status = code;
    body = answer;
    Ran ran = Ran.of("status", "--at", at());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "holdfast status: what answered there (%d) is no admin listener that knows the"
                    .formatted(code)
                + " situation\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void onlyChangesAreToldWhereNobodyWatches() {
    Stop toldEnough = new Stop();
    stop = toldEnough;
    toldEnough.ask();
    var out = new ByteArrayOutputStream();
    var terminal = Terminal.plain(Ran.print(out), Ran.print(out), 100);
    var command = new StatusCommand(new Shell(terminal, Map.of(), toldEnough), CLOCK);
    assertThat(new picocli.CommandLine(command).execute("--watch", "--at", at())).isEqualTo(10);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "14:08:31Z  FALL BACK: Known incident: Errors on Claude Opus 5."
                + " Let the fallback serve.\n");
  }

  @Test
  void withoutAGatewayThePageItselfIsRead() throws Exception {
    try (LabUpstream lab = LabUpstream.start()) {
      lab.status("{\"components\":{\"api\":\"major_outage\"}}");
      Ran ran = direct("status-page: {hosts: ['%s']}".formatted(lab.baseUrl()));
      assertThat(ran.code()).isEqualTo(10);
      assertThat(ran.out())
          .contains("API is red; no recent calls of yours to compare.")
          .contains("told by    the status page itself; no gateway runs at http://127.0.0.1:");
    }
  }

  @Test
  void aPageThatCannotBeReadIsNotGreen() throws Exception {
    Ran ran = direct("status-page: {hosts: ['http://127.0.0.1:%d']}".formatted(freePort()));
    assertThat(ran.code()).isEqualTo(30);
    assertThat(ran.out())
        .contains("page       unknown")
        .containsIgnoringWhitespaces("cannot connect");
  }

  @Test
  void whereNoPageIsConfiguredItSaysSo() throws Exception {
    Ran ran = direct("upstream: {url: 'http://127.0.0.1:1'}");
    assertThat(ran.code()).isEqualTo(30);
    assertThat(ran.out())
        .contains("No status page configured; no recent calls of yours.")
        .contains("page       none configured")
        .contains("told by    nobody; no gateway runs at");
  }

  /** Where no gateway runs. */
  private Ran direct(String yaml) throws IOException {
    Path file = folder.resolve("holdfast.yaml");
    Files.writeString(file, yaml);
    return Ran.of("status", "--config", file.toString(), "--at", "127.0.0.1:" + freePort());
  }
}
