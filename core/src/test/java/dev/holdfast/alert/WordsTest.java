package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void spansAreReadAloud() {
    assertThat(Words.span(Duration.ofSeconds(41))).isEqualTo("41 s");
    assertThat(Words.span(Duration.ofSeconds(161))).isEqualTo("2 m 41 s");
    assertThat(Words.span(Duration.ofMinutes(5))).isEqualTo("5 m");
    assertThat(Words.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 m");
  }

  @Test
  void smallSharesKeepADigit() {
    assertThat(Words.percent(0.384)).isEqualTo("38 %");
    assertThat(Words.percent(0.004)).isEqualTo("0.4 %");
    assertThat(Words.percent(0)).isEqualTo("0 %");
    assertThat(Words.percent(1)).isEqualTo("100 %");
  }

  /** Values of the published table for the Wilson interval without continuity correction. */
  @Test
  void theLowerBoundIsWilsons() {
    assertThat(Wilson.lower(10, 10)).isCloseTo(0.7225, within(0.0001));
    assertThat(Wilson.lower(10, 100)).isCloseTo(0.0552, within(0.0001));
    assertThat(Wilson.lower(1, 10)).isCloseTo(0.0179, within(0.0001));
    assertThat(Wilson.lower(0, 10)).isCloseTo(0, within(0.0001));
    assertThat(Wilson.lower(0, 0)).isZero();
  }
}
