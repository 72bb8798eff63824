package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.relay.Setup;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Lane;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is usual, and which keys are good, is known after a restart. */
class UsualTest {
  private static final String BODY =
      """
      {"model":"claude-opus-5","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}\
      """;

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  private final Ahead clock = new Ahead();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aKeyThatWasAcceptedInAnEarlierLifeIsKnownByItsName() throws Exception {
    Gauges later = new Gauges();
    try (LabUpstream lab = LabUpstream.start(LabOptions.defaults())) {
      GatewayConfig config =
          Setup.to(lab.baseUrl()).config().with(History.in(folder.resolve("history.db")));
      try (Gateway first = start(config)) {
        call(first, "", "key-1");
        clock.jump(HOUR);
      }
      try (Gateway second = start(config)) {
        call(second, "401", "key-1");
        call(second, "401", "made-up");
        clock.jump(HOUR);
      }
      Chronicle third = new Chronicle(config, "3", later, clock);
      third.start();
      third.close();
    }
    // Hours of earlier lives count once they are a day old.
    Instant then = clock.now().plus(Duration.ofDays(2));
    Figures week = later.snapshot(then).over(Duration.ofDays(3));
    Set<String> good = later.snapshot(then).credentials().keySet();
    assertThat(good).hasSize(1);
    String name = good.iterator().next();
    assertThat(week.by(Axis.KEY)).containsOnlyKeys(name, Lane.STRANGER);
    assertThat(week.at(Axis.KEY, name).attempts(Code.OK)).isEqualTo(1);
    assertThat(week.at(Axis.KEY, name).attempts(Code.UNAUTHENTICATED)).isEqualTo(1);
    assertThat(week.at(Axis.KEY, Lane.STRANGER).attempts(Code.UNAUTHENTICATED)).isEqualTo(1);
  }

  private Gateway start(GatewayConfig config) throws Exception {
    Gateway gateway = Gateway.start(config, Listener.NONE, clock);
    URI metrics = URI.create(gateway.adminUrl() + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String told = "";
    // A line of its own: the help has the same words.
    while (!told.contains("\nholdfast_history_up 1")) {
      assertThat(System.nanoTime()).as("the history does not open").isLessThan(end);
      Thread.yield();
      told = client.send(request, BodyHandlers.ofString()).body();
    }
    return gateway;
  }

  private void call(Gateway gateway, String fault, String key) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
            .header("x-api-key", key)
            .POST(BodyPublishers.ofString(BODY));
    if (!fault.isEmpty()) {
      request.header("x-lab-fault", fault);
    }
    int status = client.send(request.build(), BodyHandlers.ofString()).statusCode();
    assertThat(status).isEqualTo(fault.isEmpty() ? 200 : 401);
  }
}
