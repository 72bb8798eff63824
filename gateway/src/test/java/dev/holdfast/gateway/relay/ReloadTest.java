package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Trigger;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.Fallback;
import dev.holdfast.gateway.config.Fallback.Say;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway whose configuration changes while calls are under way. */
class ReloadTest {
  private static final Fallback SORRY =
      new Fallback(
          "sorry",
          new FallbackRule(Set.of(Trigger.OVERLOADED), Duration.ZERO),
          Map.of(),
          null,
          null,
          new Say("later"));

  @Test
  void callsUnderWayEndAsTheyBeganAndNewOnesDoNot() throws Exception {
    try (Rig rig = Rig.start(s -> s)) {
      Setup setup = Setup.to(rig.lab().baseUrl());
      Asking slow = rig.ask().stream().answer("text;events=20;gap=20ms");
      CompletableFuture<HttpResponse<String>> before = slow.sendAsync();
      rig.arrives(slow, 1);

      assertThat(rig.gateway().reload(setup.fallbacks(SORRY).config())).isEmpty();
      HttpResponse<String> after = rig.ask().fault("529*").send();

      assertThat(after.body()).contains("later");
      StreamTest.assertWhole(before.join().body());
      assertThat(before.join().headers().firstValue("x-holdfast-served-by").orElseThrow())
          .startsWith("127.0.0.1");
    }
  }

  @Test
  void newKeysAreUsedAtOnce() throws Exception {
    try (Rig rig = Rig.start(s -> s)) {
      Setup setup = Setup.to(rig.lab().baseUrl());
      rig.gateway().reload(setup.keys(new ApiKey("one", "sk-1", null)).config());
      rig.ask().send();

      assertThat(rig.lab().calls().get(0).last().arrived().headers().get("x-api-key"))
          .containsExactly("sk-1");
    }
  }

  @Test
  void keysAreLedNowhereElse() throws Exception {
    try (Rig rig = Rig.start(s -> s)) {
      Setup elsewhere = Setup.to(URI.create("http://127.0.0.1:9"));

      assertThat(rig.gateway().reload(elsewhere.fallbacks(SORRY).config()))
          .containsExactly("upstream.url");
      assertThat(rig.ask().send().statusCode()).isEqualTo(200);
    }
  }
}
