package dev.holdfast.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  @ParameterizedTest(name = "{0} reads as {1}")
  @CsvSource({
    "end_turn, COMPLETE, complete",
    "stop_sequence, COMPLETE, complete",
    "max_tokens, TRUNCATED, truncated",
    "model_context_window_exceeded, TRUNCATED, truncated",
    "tool_use, TOOL_CALL, tool-call",
    "refusal, REFUSED, refused",
    "pause_turn, PAUSED, paused",
    "compaction, UNKNOWN, unknown",
    "brand_new, UNKNOWN, unknown",
    "END_TURN, UNKNOWN, unknown",
    "'', UNKNOWN, unknown",
    ", UNKNOWN, unknown",
  })
  void everyStopReasonHasAMeaning(@Nullable String stopReason, Reading reading, String slug) {
    assertThat(Reading.of(stopReason)).isEqualTo(reading);
    assertThat(reading.slug()).isEqualTo(slug);
  }
}
