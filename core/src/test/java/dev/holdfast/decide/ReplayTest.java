package dev.holdfast.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, /v1/models, FREE",
    "GET, /v1/files/file_1/content, FREE",
    "HEAD, /, FREE",
    "POST, /v1/messages, FREE",
    "POST, /anthropic/v1/messages, FREE",
    "POST, /v1/messages/count_tokens, FREE",
    "POST, /v1/messages/batches, ONLY_IF_REFUSED",
    "POST, /v1/messages/batches/b_1/cancel, ONLY_IF_REFUSED",
    "POST, /v1/files, ONLY_IF_REFUSED",
    "DELETE, /v1/files/file_1, ONLY_IF_REFUSED",
    "DELETE, /v1/messages, ONLY_IF_REFUSED",
    "PUT, /v1/messages, ONLY_IF_REFUSED",
    "post, /v1/messages, ONLY_IF_REFUSED",
    "'', '', ONLY_IF_REFUSED",
  })
  void onlyReadingAndMessagesMayBeRepeatedFreely(String method, String path, Replay replay) {
    assertThat(Replay.of(method, path)).isEqualTo(replay);
  }
}
