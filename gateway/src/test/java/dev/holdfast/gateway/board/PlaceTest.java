package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths as metrics name them. */
class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/messages, /v1/messages",
    "/v1/messages/count_tokens, /v1/messages/count_tokens",
    "/v1/messages/batches, /v1/messages/batches",
    "/v1/messages/batches/msgbatch_01/results, /v1/messages/batches",
    "/v1/models, /v1/models",
    "/v1/models/claude-opus-5, /v1/models",
    "/v1/files/file_01/content, /v1/files",
    "/v1/messages/, other",
    "/v1/messages/else, other",
    "/v1/modelsish, other",
    "/v1/complete, other",
    "/, other",
    "'', other",
  })
  void namesTheEndpoint(String path, String label) {
    assertThat(Place.of(path).label()).isEqualTo(label);
  }
}
