package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.relay.Setup;
import dev.holdfast.gateway.security.KeyRing;
import dev.holdfast.gateway.security.OwnKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the rules are told besides the gauges. */
class CalloutTest {
  private static final List<ApiKey> OLD = List.of(new ApiKey("one", "sk-old", null));
  private static final List<ApiKey> NEW = List.of(new ApiKey("one", "sk-new", null));

  private final Ahead clock = new Ahead();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void keysThatWereReplacedAreTold() throws Exception {
    GatewayConfig config = Setup.to(URI.create("http://127.0.0.1:9")).config();
    AtomicReference<KeyRing> ring = new AtomicReference<>(KeyRing.of(OLD));
    try (Lookout lookout = new Lookout(config, clock);
        Chronicle chronicle = new Chronicle(config, "1", lookout.gauges(), clock);
        Callout callout = new Callout(config, lookout, chronicle, clock)) {
      assertThat(callout.around().replaced()).isEmpty();
      callout.start(vertx, () -> new OwnKeys(ring.get(), NEW));
      assertThat(callout.around().replaced()).isEmpty();

      ring.set(ring.get().reloaded(NEW, clock.now()));
      assertThat(callout.around().replaced()).containsExactly("one");
      clock.jump(Duration.ofHours(1));
      assertThat(callout.around().replaced()).isEmpty();
    }
  }
}
