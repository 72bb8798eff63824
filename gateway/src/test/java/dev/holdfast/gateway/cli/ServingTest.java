package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that serve, from the first line they say to the exit code. */
class ServingTest {
  @TempDir Path folder;

  @Test
  void theGatewaySaysWhereItIsAndLeavesWhenAsked() throws Exception {
    try (var lab = LabUpstream.start()) {
      var running =
          start(
              "gateway",
              "--port",
              "0",
              "--admin-port",
              "0",
              "--upstream",
              lab.baseUrl().toString());
      var ready = running.said.get(30, TimeUnit.SECONDS);
      var url = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(ready);
      assertThat(url.find()).as(ready).isTrue();
      assertThat(status(url.group(1).replace("\\/", "/") + "/v1/models")).isEqualTo(200);
      running.stop.ask();
      assertThat(running.code.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(lab.calls()).hasSize(1);
      assertThat(folder.resolve("holdfast/history.db")).as("its history").isNotEmptyFile();
    }
  }

  @Test
  void theLabsUpstreamSaysWhereItIs() throws Exception {
    var running = start("lab", "upstream");
    var ready = running.said.get(30, TimeUnit.SECONDS).strip();
    assertThat(status(ready.replaceFirst(".*: ", "") + "/v1/models")).isEqualTo(200);
    running.stop.ask();
    assertThat(running.code.get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void aTakenPortIsOneLineAndOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var ran = Ran.of("gateway", "--admin-port", "0", "--port", "" + taken.getLocalPort());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err())
          .isEqualTo(
              "holdfast gateway: 127.0.0.1:%d is in use or not ours: choose another port,"
                      .formatted(taken.getLocalPort())
                  + " or 0 for any free one\n");
    }
  }

  /** Behind a gateway to nowhere, which has no status page to read. */
  private static Ran run(String... command) {
    return Ran.of(
        Stream.concat(
                Stream.of("run", "--upstream", "http://127.0.0.1:1", "--"), Stream.of(command))
            .toArray(String[]::new));
  }

  @Test
  void aCommandRunsBehindAGatewayAndItsCodeIsOurs() throws Exception {
    var seen = folder.resolve("seen");
    var ran = run("sh", "-c", "echo $ANTHROPIC_BASE_URL > " + seen + "; exit 7");
    assertThat(ran).isEqualTo(new Ran(7, "", ""));
    assertThat(Files.readString(seen)).matches("http://127\\.0\\.0\\.1:\\d+\n");
  }

  @Test
  void aCommandThatCannotRunSaysWhy() throws Exception {
    assertThat(run("no-such-command"))
        .isEqualTo(
            new Ran(
                127, "", "holdfast run: no-such-command: no such command: is it on the PATH?\n"));
    var file = Files.writeString(folder.resolve("text"), "text").toString();
    assertThat(run(file))
        .isEqualTo(
            new Ran(126, "", "holdfast run: " + file + ": cannot be run: is it executable?\n"));
  }

  private static int status(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("x-api-key", "k").build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private Running start(String... args) {
    var said = new CompletableFuture<String>();
    var print = Ran.print(new Listening(said));
    var environment = Map.of("XDG_STATE_HOME", folder.toString());
    var shell = new Shell(Terminal.plain(print, print, 100), environment, new Stop());
    var code = CompletableFuture.supplyAsync(() -> Commands.run(shell, args));
    return new Running(said, shell.stop(), code);
  }

  /** A command under way. */
  private record Running(
      CompletableFuture<String> said, Stop stop, CompletableFuture<Integer> code) {}

  /** Tells of the first line that says ready. */
  private static final class Listening extends ByteArrayOutputStream {
    private final CompletableFuture<String> ready;

    Listening(CompletableFuture<String> ready) {
      this.ready = ready;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      var text = toString(StandardCharsets.UTF_8);
      if (text.contains("ready") && text.endsWith("\n")) {
        ready.complete(text);
      }
    }
  }
}
