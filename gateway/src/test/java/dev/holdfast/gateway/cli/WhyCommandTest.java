package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code why} prints, and what it says when it cannot. */
class WhyCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T13:08:31Z"), ZoneId.of("Europe/Berlin"));

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body = "";
  private Map<String, String> headers = Map.of();

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void leave() {
    server.stop(0);
  }

  /** Asks for a token like the admin listener, if a test says so; else answers what it was told. */
  private void answer(HttpExchange http) throws IOException {
    String shown = http.getRequestHeaders().getFirst("Authorization");
    asked.add(http.getRequestURI() + (shown == null ? "" : " " + shown));
    boolean in = !headers.containsKey("WWW-Authenticate") || "Bearer s3cret".equals(shown);
    headers.forEach(http.getResponseHeaders()::add);
    byte[] bytes = (in ? body : "who are you?").getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(in ? status : 401, bytes.length);
    http.getResponseBody().write(bytes);
    http.close();
  }

  private String at() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Ran why(String id) {
    return Ran.of("why", id, "--at", at());
  }

  private static String file(String name) throws IOException {
    try (InputStream file = WhyCommandTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String told(int width, boolean detailed, boolean coloured) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(Ran.print(out), Ran.print(out), width, false, new Paint(coloured));
    JsonNode trail = new ObjectMapper().readTree(file("why.json"));
    new TaleText(terminal, CLOCK, detailed).tell(trail);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theStoryIsAsReviewed() throws IOException {
    assertThat(told(100, false, false)).isEqualTo(file("why.txt"));
  }

  @Test
  void withDetailsItIsAsReviewed() throws IOException {
    assertThat(told(80, true, false)).isEqualTo(file("why-details-80.txt"));
  }

  @Test
  void coloursChangeNoWord() throws IOException {
    assertThat(told(100, true, true)).contains("\u001b[31m");
    assertThat(told(100, true, true).replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(told(100, true, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 93, 120})
  void noLineIsWiderThanTheTerminal(int width) throws IOException {
    assertThat(told(width, true, false).lines())
        .allMatch(line -> line.length() <= width && line.equals(line.stripTrailing()));
  }

  @Test
  void whatAnUpstreamSentCannotSteerTheTerminal() {
    body = "{\"ending\":\"failed\",\"tale\":{\"headline\":\"a\\u001b[2Jb\\nc\",\"lines\":[]}}";

    assertThat(why("hc_1").out()).contains("a?[2Jb?c").doesNotContain("\u001b");
  }

  @Test
  void jsonIsWhatTheGatewaySaid() throws IOException {
    body = file("why.json");
    Ran ran = Ran.of("why", "--last-failed", "--json", "--at", at());

    assertThat(ran.code()).isZero();
    assertThat(new ObjectMapper().readTree(ran.out())).isEqualTo(new ObjectMapper().readTree(body));
    assertThat(asked).containsExactly("/api/v1/trails?last-failed");
  }

  @Test
  void anUnknownIdIsOneLineAndTwo() {
    status = 404;
    body = "no trail of hc_1: no such id\n";

    assertThat(why("hc_1"))
        .isEqualTo(new Ran(2, "", "holdfast why: no trail of hc_1: no such id\n"));
    assertThat(asked).containsExactly("/api/v1/trails/hc_1");
  }

  @Test
  void noGatewayIsOneLineAndOne() {
    server.stop(0);

    assertThat(why("hc_1"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "holdfast why: no gateway answers at %s: start one (holdfast gateway), or name it"
                        .formatted(at())
                    + " with --at URL\n"));
  }

  @Test
  void aTokenIsShownToWhoeverAsksForItByName() throws IOException {
    headers = Map.of("WWW-Authenticate", "Bearer realm=\"holdfast admin\"");
    body = file("why.json");
    Map<String, String> knows = Map.of("HOLDFAST_ADMIN_TOKEN", "s3cret");

    assertThat(Ran.in(knows, 100, "why", "hc_1", "--at", at()).code()).isZero();
    assertThat(asked).containsExactly("/api/v1/trails/hc_1", "/api/v1/trails/hc_1 Bearer s3cret");
  }

  @Test
  void aTokenIsShownToNobodyElse() {
    headers = Map.of("WWW-Authenticate", "Bearer realm=\"somebody else\"");
    Map<String, String> knows = Map.of("HOLDFAST_ADMIN_TOKEN", "s3cret");

    assertThat(Ran.in(knows, 100, "why", "hc_1", "--at", at()).code()).isEqualTo(1);
    assertThat(asked).containsExactly("/api/v1/trails/hc_1");
  }

  @Test
  void aTokenThatLacksOrIsWrongIsOneLine() {
    headers = Map.of("WWW-Authenticate", "Bearer realm=\"holdfast admin\"");
    Map<String, String> wrong = Map.of("HOLDFAST_ADMIN_TOKEN", "wrong");

    assertThat(why("hc_1").err())
        .isEqualTo("holdfast why: " + at() + " asks for a token: set HOLDFAST_ADMIN_TOKEN\n");
    assertThat(Ran.in(wrong, 100, "why", "hc_1", "--at", at()).err())
        .isEqualTo("holdfast why: " + at() + " refuses the token in HOLDFAST_ADMIN_TOKEN\n");
  }

  @Test
  void theCallersPortIsToldFromTheAdminPort() {
    headers = Map.of("x-holdfast-call-id", "hc_2");
    status = 404;

    assertThat(why("hc_1").err())
        .isEqualTo(
            "holdfast why: %s is where callers connect; name the admin port, by default 5291\n"
                .formatted(at()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[1]", "here are: / /metrics"})
  void whoeverElseAnswersIsNoGateway(String said) {
    body = said;

    assertThat(why("hc_1"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "holdfast why: what answered there (200) is no admin listener that knows trails\n"));
  }

  @Test
  void theSchemeMayBeLeftOut() throws IOException {
    body = file("why.json");

    assertThat(Ran.of("why", "hc_1", "--at", at().replace("http://", "")).code()).isZero();
  }
}
