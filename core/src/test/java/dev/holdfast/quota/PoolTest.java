package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which calls share their limits. */
class PoolTest {
  private static Pool messages(String family) {
    return Pool.of("/v1/messages", family, false);
  }

  @Test
  void versionsThatShareTheirLimitsAreOnePool() {
    assertThat(messages("opus-4-5")).isEqualTo(messages("opus-4-8"));
    assertThat(messages("sonnet-4-5")).isEqualTo(messages("sonnet-4-6"));
    assertThat(messages("fable-5")).isEqualTo(messages("fable-5-1"));
  }

  @Test
  void othersStandAlone() {
    assertThat(messages("opus-5")).isNotEqualTo(messages("opus-5-5"));
    assertThat(messages("sonnet-5")).isNotEqualTo(messages("sonnet-4-6"));
    assertThat(messages("-").name()).isEqualTo("-");
  }

  @Test
  void fastModeHasAPoolOfItsOwn() {
    Pool fast = Pool.of("/v1/messages", "opus-5", true);

    assertThat(fast).isNotEqualTo(messages("opus-5"));
    assertThat(fast.label()).isEqualTo("opus-5 fast");
  }

  @Test
  void endpointsWithLimitsOfTheirOwnSpanAllModels() {
    Pool counting = Pool.of("/v1/messages/count_tokens", "opus-5", true);

    assertThat(counting).isEqualTo(Pool.of("/v1/messages/count_tokens", "haiku-4-5", false));
    assertThat(counting.label()).isEqualTo("count_tokens");
    assertThat(Pool.of("/v1/messages/batches", "-", false).name()).isEqualTo("batches");
    assertThat(Pool.of("/relay/v1/messages", "opus-5", false)).isEqualTo(messages("opus-5"));
  }
}
