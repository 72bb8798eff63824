package dev.holdfast.lab.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small language: words, parameters, spans, nearest words. */
class SpecTest {
  @ParameterizedTest
  @CsvSource({"300ms,PT0.3S", "0.5s,PT0.5S", "2m,PT2M", "1h,PT1H", "0s,PT0S", "1.5ms,PT0.0015S"})
  void spans(String text, Duration expected) {
    assertThat(Spans.parse("after", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "-1s", "1 s", "s", "1d", "1e3s", "999999999h", "٣s"})
  void noSpans(String text) {
    assertThatThrownBy(() -> Spans.parse("after", text))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("after: ");
  }

  @Test
  void parametersKeepTheirOrder() {
    Spec spec = Spec.parse(" 529 ; after = 3s ;html");
    assertThat(spec.word()).isEqualTo("529");
    assertThat(List.copyOf(spec.parameters().entrySet()).toString()).isEqualTo("[after=3s, html=]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;", "a;;b", "a;=3", "a;b;b"})
  void badParameters(String text) {
    assertThatThrownBy(() -> Spec.parse(text)).isInstanceOf(SpecException.class);
  }

  @ParameterizedTest
  @CsvSource({"rest,reset", "stal,stall", "gabrage,garbage"})
  void nearest(String word, String expected) {
    assertThat(Nearest.to(word, List.of("garbage", "reset", "stall"))).isEqualTo(expected);
  }
}
