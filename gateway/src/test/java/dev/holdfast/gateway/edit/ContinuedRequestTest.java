package dev.holdfast.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented form of a continuation, by model, and what has none. */
class ContinuedRequestTest {
  private static final String ASK = "{\"model\":\"%s\",%s\"messages\":[{\"role\":\"user\"}]}";

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-5-20251101, assistant",
    "claude-sonnet-4-5, assistant",
    "claude-haiku-4-5, assistant",
    "claude-opus-4-1-20250805, assistant",
    "claude-sonnet-4-20250514, assistant",
    "claude-3-7-sonnet-20250219, assistant",
    "claude-opus-4-6, user",
    "claude-sonnet-4-6, user",
    "claude-opus-4-7, user",
    "claude-opus-5, user",
    "claude-fable-5-1, user",
    "mistral-large, user",
  })
  void eachGenerationHasItsOwnForm(String model, String role) throws IOException {
    String content =
        role.equals("assistant")
            ? "a \\\"b"
            : "Your previous response was interrupted and ended with a \\\"b\\n. Continue from"
                + " where you left off.";
    assertThat(apply("a \"b\n", ASK.formatted(model, "")))
        .isEqualTo(
            "{\"model\":\""
                + model
                + "\",\"messages\":[{\"role\":\"user\"},{\"role\":\""
                + role
                + "\",\"content\":\""
                + content
                + "\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":{\"type\":\"any\"},",
        "\"tool_choice\":{\"name\":\"t\",\"type\":\"tool\"},",
        "\"output_config\":{\"format\":{}},",
        "\"output_format\":{\"type\":\"json_schema\"},",
        "\"thinking\":{\"type\":\"enabled\"},",
      })
  void whatIsWholeOrNothingIsRefused(String field) {
    String body = ASK.formatted("claude-opus-4-5", field);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> apply("a", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":{\"type\":\"auto\"},\"tools\":[{}],",
        "\"output_config\":{\"effort\":\"low\",\"format\":null},\"output_format\":null,",
        "\"thinking\":{\"type\":\"adaptive\"},",
        "\"thinking\":{\"type\":\"enabled\"},",
      })
  void whatMayEndAnywhereIsContinued(String field) throws IOException {
    assertThat(apply("a", ASK.formatted("claude-opus-4-6", field))).contains("interrupted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{\"role\":\"user\"},{\"content\":[{\"role\":\"user\"}],\"role\":\"assistant\"}] | false",
        "[{\"role\":\"assistant\"},{\"role\":\"user\",\"content\":[{\"role\":\"assistant\"}]}] |"
            + " true",
        "[{\"role\":\"assistant\"},7] | true",
        "7 | false",
      })
  void anAnswerThatTheCallerBeganIsNot(String messages, boolean continued) {
    String body = "{\"model\":\"claude-opus-4-5\",\"messages\":" + messages + "}";
    Throwable refusal = catchThrowable(() -> apply("a", body));
    assertThat(refusal == null).isEqualTo(continued);
  }

  private static String apply(String text, String body) throws IOException {
    Buffer all = Buffer.buffer();
    new ContinuedRequest(text).applyTo(List.of(Buffer.buffer(body))).forEach(all::appendBuffer);
    return all.toString();
  }
}
