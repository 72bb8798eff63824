package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Usage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What streams mean, and what the outcomes of attempts do. */
class SseMeaningTest {
  private static final String BLOCK =
      "event: content_block_start\ndata: {\"type\":\"content_block_start\"}\n\n";

  @ParameterizedTest
  @CsvSource({
    "end_turn, true, COMPLETE",
    "end_turn, false, EMPTY",
    "max_tokens, false, TRUNCATED",
    "tool_use, true, TOOL_CALL",
    "pause_turn, true, PAUSED",
    "refusal, false, REFUSED",
    "brand_new, true, UNKNOWN",
  })
  void aWholeStreamMeansWhatItsStopReasonSays(String reason, boolean content, Reading reading) {
    String delta = SseScannerTest.DELTA.replace("end_turn", reason);
    String stream = SseScannerTest.START + (content ? BLOCK : "") + delta + SseScannerTest.STOP;
    assertThat(meaning(stream)).isEqualTo(new Meaning(reading, null));
  }

  @Test
  void aRefusalTellsWhy() {
    String details = "{\"type\":\"refusal\",\"category\":\"cyber\",\"explanation\":\"category\"}";
    String delta =
        SseScannerTest.DELTA
            .replace("end_turn", "refusal")
            .replace("\"stop_sequence\":null", "\"stop_details\":" + details);
    assertThat(meaning(delta + SseScannerTest.STOP))
        .isEqualTo(new Meaning(Reading.REFUSED, "cyber"));
    assertThat(meaning(delta.replace("refusal", "end_turn") + SseScannerTest.STOP).category())
        .isNull();
  }

  @Test
  void aStreamWithoutItsEndIsCutHoweverFarItGot() {
    assertThat(meaning(SseScannerTest.START)).isNull();
    assertThat(meaning(SseScannerTest.START + BLOCK)).isEqualTo(Meaning.CUT);
    assertThat(meaning(SseScannerTest.START + BLOCK + SseScannerTest.DELTA)).isEqualTo(Meaning.CUT);
    assertThat(Meaning.CUT.reading()).isEqualTo(Reading.TRUNCATED);
  }

  @Test
  void aStreamTellsWhatItUsedAtItsStartAndAtItsEnd() {
    String start =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"content\":[],"
            + "\"usage\":{\"input_tokens\":25,\"cache_read_input_tokens\":7,\"output_tokens\":1,"
            + "\"cache_creation\":{\"input_tokens\":3}}}}\n\n";
    String delta =
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            + "\"end_turn\"},\"usage\":{\"output_tokens\":15}}\n\n";

    assertThat(meaning(start + BLOCK + delta + SseScannerTest.STOP))
        .isEqualTo(new Meaning(Reading.COMPLETE, null, new Usage(25, 0, 7, 15)));
  }

  @Test
  void outcomesHaveTheMeaningOfWhatCame() {
    assertThat(Lost.of(Loss.CUT, Phase.CONTENT).meaning()).isEqualTo(Meaning.CUT);
    assertThat(Lost.of(Loss.CUT, Phase.PRE_CONTENT).meaning()).isNull();
    assertThat(new Cancelled(Phase.CONTENT).meaning()).isNull();
    assertThat(Answered.whole(200, Headers.NONE).meaning()).isNull();
    assertThat(Answered.failed(529, Headers.NONE, null).meaning()).isNull();
    assertThat(new Answered(200, Headers.NONE, null, Phase.CONTENT, "refusal").meaning())
        .isEqualTo(Meaning.of("refusal"));
    ErrorBody error = ErrorBody.NONE;
    assertThat(new Answered(200, Headers.NONE, error, Phase.CONTENT, "refusal").meaning()).isNull();
  }

  private static @Nullable Meaning meaning(String stream) {
    SseScanner scanner = new SseScanner();
    scanner.feed(ByteBuffer.wrap(stream.getBytes(UTF_8)));
    return scanner.meaning();
  }
}
