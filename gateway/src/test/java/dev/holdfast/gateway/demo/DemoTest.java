package dev.holdfast.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo in short, and that its figures are not made up. */
class DemoTest {
  @Test
  void aShortDemoLosesNothingAndBothCountsAgree() throws Exception {
    var titles = new ArrayList<String>();
    try (var lab = LabUpstream.start();
        var gateway = gateway(lab.baseUrl())) {
      var demo = new Demo(gateway.url(), lab, Duration.ofSeconds(4));
      var summary = demo.play(scene -> titles.add(scene.title()));
      assertThat(summary.lost()).isEmpty();
      assertThat(summary.isClean()).as(summary.toString()).isTrue();
      assertThat(summary.attempts()).isGreaterThan(summary.counts().calls());
      assertThat(summary.rows()).allMatch(row -> row.kept() == row.calls());
    }
    assertThat(titles).contains("all is well", "everybody gets 529").endsWith("done");
  }

  @Test
  void withoutAGatewayTheSameCallsAreLost() throws Exception {
    try (var lab = LabUpstream.start()) {
      var summary = new Demo(lab.baseUrl(), lab, Duration.ofSeconds(2)).play(scene -> {});
      assertThat(summary.isClean()).isFalse();
      assertThat(summary.counts().lost()).isGreaterThan(5);
      assertThat(summary.lost()).hasSize((int) summary.counts().lost());
    }
  }

  @Test
  void aStreamThatMerelyStopsIsNoGoodAnswer() throws Exception {
    try (var lab = LabUpstream.start()) {
      lab.faults("no-message-stop");
      var ask = new Ask(1, null);
      var answer = HttpClient.newHttpClient().send(plain(ask, lab), BodyHandlers.ofString());
      var seen = Seen.of(ask, answer, Duration.ZERO);
      assertThat(seen.how()).isEqualTo(Seen.How.BROKEN);
      assertThat(seen.kept()).isFalse();
    }
  }

  private static HttpRequest plain(Ask ask, LabUpstream lab) {
    return ask.request(lab.baseUrl());
  }

  private static Gateway gateway(URI upstream) throws Exception {
    var config = new ConfigReader(Map.of()).read(null, new Overrides(0, 0, upstream));
    return Gateway.start(config.with(History.memory()), Listener.NONE);
  }
}
