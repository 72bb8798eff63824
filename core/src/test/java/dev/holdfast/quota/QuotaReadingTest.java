package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Heads;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is read of rate-limit headers, and that nothing in them does harm. */
class QuotaReadingTest {
  private static final String RESET = "2026-11-23T12:00:43Z";

  @Test
  void theHeadersOfAnOrdinaryAnswer() {
    QuotaReading reading =
        QuotaReading.of(
            Heads.of(
                "anthropic-organization-id", "org-1",
                "anthropic-workspace-id", "ws-1",
                "anthropic-ratelimit-requests-limit", "1000",
                "anthropic-ratelimit-requests-remaining", "999",
                "anthropic-ratelimit-requests-reset", RESET,
                "anthropic-ratelimit-tokens-limit", "2400000",
                "anthropic-ratelimit-tokens-remaining", "2399000",
                "anthropic-ratelimit-tokens-reset", RESET,
                "anthropic-ratelimit-input-tokens-limit", "2000000",
                "anthropic-ratelimit-input-tokens-remaining", "2000000",
                "anthropic-ratelimit-input-tokens-reset", RESET,
                "anthropic-ratelimit-output-tokens-limit", "400000",
                "anthropic-ratelimit-output-tokens-remaining", "0",
                "anthropic-ratelimit-output-tokens-reset", "2026-11-23T12:00:43.5+00:00"));

    assertThat(reading.organization()).isEqualTo("org-1");
    assertThat(reading.workspace()).isEqualTo("ws-1");
    assertThat(reading.subscription()).isNull();
    assertThat(reading.limits())
        .containsOnlyKeys(
            Dimension.REQUESTS, Dimension.TOKENS, Dimension.INPUT_TOKENS, Dimension.OUTPUT_TOKENS)
        .containsEntry(Dimension.REQUESTS, new Limit(1000, 999L, RESET));
    Limit output = reading.limits().get(Dimension.OUTPUT_TOKENS);
    assertThat(output.remaining()).isZero();
    assertThat(output.reset()).isEqualTo(Instant.parse("2026-11-23T12:00:43.500Z"));
  }

  @Test
  void thePoolsOfThePriorityTierAndOfFastMode() {
    QuotaReading reading =
        QuotaReading.of(
            Heads.of(
                "anthropic-priority-input-tokens-limit", "10000",
                "anthropic-fast-output-tokens-limit", "500",
                "anthropic-fast-output-tokens-remaining", "20"));

    assertThat(reading.limits())
        .containsOnly(
            Map.entry(Dimension.PRIORITY_INPUT_TOKENS, new Limit(10_000, null, null)),
            Map.entry(Dimension.FAST_OUTPUT_TOKENS, new Limit(500, 20L, null)));
  }

  @Test
  void aPersonsSubscription() {
    QuotaReading reading =
        QuotaReading.of(
            Heads.of(
                "anthropic-ratelimit-unified-status", "allowed_warning",
                "anthropic-ratelimit-unified-5h-utilization", "0.83",
                "anthropic-ratelimit-unified-5h-reset", "1795435200",
                "anthropic-ratelimit-unified-7d-utilization", "1",
                "anthropic-ratelimit-unified-7d-reset", "soon"));

    assertThat(reading.tells()).isTrue();
    assertThat(reading.subscription())
        .isEqualTo(
            new Subscription(
                "allowed_warning",
                Map.of(
                    "5h", new Subscription.Window(0.83, Instant.ofEpochSecond(1_795_435_200L)),
                    "7d", new Subscription.Window(1, null))));
  }

  @Test
  void noHeadersTellNothing() {
    assertThat(QuotaReading.of(Headers.NONE)).isEqualTo(QuotaReading.NONE);
    assertThat(QuotaReading.NONE.tells()).isFalse();
  }

  @Test
  void whatCannotBeReadIsAsIfItWereNotThere() {
    QuotaReading reading =
        QuotaReading.of(
            Heads.of(
                "anthropic-organization-id", " ",
                "anthropic-workspace-id", "w".repeat(129),
                "anthropic-ratelimit-requests-limit", "-5",
                "anthropic-ratelimit-tokens-limit", "0",
                "anthropic-ratelimit-input-tokens-limit", "1e9",
                "anthropic-ratelimit-output-tokens-limit", " 70 ",
                "anthropic-ratelimit-output-tokens-remaining", "9999999999999999999",
                "anthropic-ratelimit-output-tokens-reset", "yesterday"));

    assertThat(reading.organization()).isNull();
    assertThat(reading.workspace()).isNull();
    assertThat(reading.limits())
        .containsOnly(Map.entry(Dimension.OUTPUT_TOKENS, new Limit(70, null, "yesterday")));
    assertThat(reading.limits().get(Dimension.OUTPUT_TOKENS).reset()).isNull();
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(40);
    Arbitrary<String> odd =
        Arbitraries.of("", " ", "NaN", "-1", "+7", "0x10", "1,000", "٣", "1e400", RESET + "Z");
    return Arbitraries.oneOf(text, digits, odd);
  }

  @Property
  void nothingThrows(@ForAll("values") String a, @ForAll("values") String b) {
    Headers headers = name -> name.endsWith("limit") || name.endsWith("status") ? a : b;
    assertThatCode(
            () -> {
              QuotaReading reading = QuotaReading.of(headers);
              reading.limits().values().forEach(Limit::reset);
              Instant now = Instant.parse("2026-11-23T12:00:00Z");
              Quota quota = new Quota(QuotaPolicy.ON, false, now);
              quota.heard(now, null, new Heard(reading, Heard.Kind.LIMITED, null, null));
              quota.view(now);
            })
        .doesNotThrowAnyException();
  }
}
