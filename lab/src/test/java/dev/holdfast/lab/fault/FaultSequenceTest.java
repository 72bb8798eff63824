package dev.holdfast.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.spec.SpecException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults for attempts 1 to 5, dots where the call succeeds. */
class FaultSequenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "529|529 . . . .",
        "529x2|529 529 . . .",
        "529x2, reset|529 529 reset . .",
        "500*|500 500 500 500 500",
        "500xforever|500 500 500 500 500",
        "529,500*|529 500 500 500 500",
        "529,none,500|529 none 500 . .",
        "429x2;retry-after=3,529|429;retry-after=3 429;retry-after=3 529 . .",
        "sse-error-first=api_errorx2|sse-error-first=api_error sse-error-first=api_error . . .",
        "reset-after-5-eventsx3|"
            + "reset-after-5-events reset-after-5-events reset-after-5-events . .",
      })
  void attempts(String text, String expected) {
    FaultSequence sequence = FaultSequence.parse(text);
    assertThat(LongStream.rangeClosed(1, 5).mapToObj(i -> at(sequence, i)))
        .hasSize(5)
        .satisfies(
            all -> assertThat(all.stream().collect(Collectors.joining(" "))).isEqualTo(expected));
    assertThat(sequence).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "529,", "529x0", "529x99999999999", "x2", "*"})
  void complaints(String text) {
    assertThatThrownBy(() -> FaultSequence.parse(text)).isInstanceOf(SpecException.class);
  }

  private static String at(FaultSequence sequence, long attempt) {
    FaultSpec spec = sequence.at(attempt);
    return spec == null ? "." : spec.text();
  }
}
