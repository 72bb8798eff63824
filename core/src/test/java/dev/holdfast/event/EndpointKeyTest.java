package dev.holdfast.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointKeyTest {
  @ParameterizedTest(name = "{0} is of the family {1}")
  @CsvSource({
    "claude-opus-5, opus-5",
    "claude-opus-5-5-20260901, opus-5-5",
    "claude-haiku-4-5-20251001, haiku-4-5",
    "claude-haiku-4-5@20251001, haiku-4-5",
    "claude-3-5-sonnet-latest, 3-5-sonnet-latest",
    "claude-opus-5-19990101, opus-5-19990101",
    "anthropic.claude-opus-5, anthropic.claude-opus-5",
    "deepseek-chat-20250101, deepseek-chat-20250101",
    "' ', -",
    "'', -",
    ", -",
  })
  void theFamilyIsTheModelWithoutItsMakerAndDate(@Nullable String model, String family) {
    assertThat(EndpointKey.of("https://up.test", "/v1/messages", model).family()).isEqualTo(family);
  }
}
