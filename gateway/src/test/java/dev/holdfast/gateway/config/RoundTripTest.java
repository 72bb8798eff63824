package dev.holdfast.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.retry.RetryRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random valid configurations mean what was written, as blocks, in one line, or by variables. */
class RoundTripTest {
  private static final String BLOCK =
      """
      listen: %1$s
      admin:
        listen: "%2$s"
        token: %3$s
      upstream: {url: "%4$s", insecure: %5$s}
      retry:
        time-budget: %6$s
        server-error-retries: %7$s
        give-up: %8$s
        backoff:
          base: %9$s
          cap: %10$s
      drain: %11$s
      replay-memory: %12$s
      """;
  private static final String FLOW =
      """
      {listen: "%1$s", admin: {listen: "%2$s", token: "%3$s"}, upstream: {url: "%4$s",
      insecure: %5$s}, retry: {time-budget: %6$s, server-error-retries: %7$s, give-up: %8$s,
      backoff: {base: %9$s, cap: %10$s}}, drain: %11$s, replay-memory: "%12$s"}
      """;

  @RepeatedTest(300)
  void meansWhatWasWritten(RepetitionInfo run) throws ConfigInvalid {
    var seed = run.getCurrentRepetition();
    var random = new Random(seed);
    var base = Duration.ofMillis(1 + random.nextInt(60_000));
    var cap = base.plusMillis(random.nextInt(500_000));
    var budget = Duration.ofMillis(random.nextInt(600_000));
    var drain = Duration.ofSeconds(random.nextInt(3_601));
    var port = 1 + random.nextInt(60_000);
    var retries = random.nextInt(6);
    var giveUp = GatewayConfig.GiveUp.values()[random.nextInt(2)];
    var memory = 1 + random.nextInt(80);
    var yaml =
        (random.nextBoolean() ? BLOCK : FLOW)
            .formatted(
                random.nextBoolean() ? "127.0.0.1:" + port : "${HOST}:" + port,
                "[::1]:" + (port + 1),
                "t-" + seed,
                "https://u" + seed + ".example",
                seed % 2 == 0,
                DurationText.of(budget),
                retries,
                giveUp.name().toLowerCase(Locale.ROOT),
                DurationText.of(base),
                random.nextBoolean() ? DurationText.of(cap) : cap.toMillis() + "ms",
                DurationText.of(drain),
                memory + "%");
    var config =
        new ConfigReader(Map.of("HOST", "127.0.0.1"))
            .read(new ConfigFile("seed " + seed, Path.of("."), yaml), Overrides.NONE);
    assertThat(config.listen().host()).as(yaml).isEqualTo("127.0.0.1");
    assertThat(config.listen().port()).as(yaml).isEqualTo(port);
    assertThat(config.admin().listen().host()).as(yaml).isEqualTo("::1");
    assertThat(config.admin().token()).as(yaml).isEqualTo("t-" + seed);
    assertThat(config.upstream().insecure()).as(yaml).isEqualTo(seed % 2 == 0);
    assertThat(config.retry().policy().rules())
        .as(yaml)
        .isEqualTo(RetryRules.standard(retries, base, cap));
    assertThat(config.retry().policy().budget().time()).as(yaml).isEqualTo(budget);
    assertThat(config.retry().giveUp()).as(yaml).isEqualTo(giveUp);
    assertThat(config.limits().drain()).as(yaml).isEqualTo(drain);
    assertThat(config.limits().replayMemory()).as(yaml).isEqualTo(memory / 100.0);
  }
}
