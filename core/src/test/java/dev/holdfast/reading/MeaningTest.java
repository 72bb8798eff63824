package dev.holdfast.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whole messages mean. */
class MeaningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"content\":[{\"type\":\"text\"}],\"stop_reason\":\"end_turn\"} | COMPLETE |",
        "{\"content\":[],\"stop_reason\":\"end_turn\"}                    | EMPTY |",
        "{\"stop_reason\":\"end_turn\"}                                   | EMPTY |",
        "{\"stop_reason\":\"max_tokens\",\"content\":[]}                  | TRUNCATED |",
        "{\"stop_reason\":\"tool_use\"}                                   | TOOL_CALL |",
        "{\"stop_reason\":\"refusal\",\"stop_details\":null}              | REFUSED |",
        "{\"stop_details\":{\"x\":[{}],\"category\":\"bio\"},\"stop_reason\":\"refusal\"} | REFUSED"
            + " | bio",
        "{\"stop_reason\":\"refusal\",\"stop_details\":{\"category\":null}} | REFUSED |",
        "{\"stop_reason\":\"end_turn\",\"content\":[1],\"stop_details\":{\"category\":\"bio\"}} |"
            + " COMPLETE |",
        "{\"stop_reason\":null,\"content\":[{\"stop_reason\":\"refusal\"}]} | UNKNOWN |",
        "{\"stop_reason\":{\"stop_reason\":\"refusal\"}}                  | UNKNOWN |",
        "{\"stop_reason\":\"refusal\",\"content\":[{\"                    | REFUSED |",
        "[]                                                               | UNKNOWN |",
        "<html>                                                           | UNKNOWN |",
        "~~                                                               | UNKNOWN |",
      })
  void messagesAreRead(String json, Reading reading, @Nullable String category) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    assertThat(Meaning.ofMessage(body, body.length)).isEqualTo(new Meaning(reading, category));
  }

  @Test
  void whoHasNoToolsCannotRunOne() {
    Meaning call = Meaning.of("tool_use");
    assertThat(call.withTools(true)).isEqualTo(call);
    assertThat(call.withTools(false).reading()).isEqualTo(Reading.UNEXPECTED_TOOL_CALL);
    assertThat(call.withTools(false).reading().slug()).isEqualTo("unexpected-tool-call");
    assertThat(Meaning.of("end_turn").withTools(false).reading()).isEqualTo(Reading.COMPLETE);
  }

  @Test
  void onlyAnEndCanBeEmpty() {
    assertThat(Meaning.of("end_turn").withContent(false).reading()).isEqualTo(Reading.EMPTY);
    assertThat(Meaning.of("refusal").withContent(false).reading()).isEqualTo(Reading.REFUSED);
  }
}
