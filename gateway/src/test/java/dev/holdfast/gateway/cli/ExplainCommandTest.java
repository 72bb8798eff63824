package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.config.InForce;
import dev.holdfast.retry.Backoff;
import dev.holdfast.verdict.CodeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code explain} prints. */
class ExplainCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void theTableIsAsReviewed(int width) throws IOException {
    var name = "explain-" + width + ".txt";
    try (var golden = getClass().getResourceAsStream(name)) {
      var text = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(Ran.at(width, "explain")).isEqualTo(new Ran(0, text, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 93, 100, 120})
  void noLineIsWiderThanTheTerminal(int width) {
    var lines = Ran.at(width, "explain").out().lines();
    assertThat(lines).allMatch(line -> line.length() <= width && line.equals(line.stripTrailing()));
  }

  @Test
  void codesAndTypesNameTheSameRow() {
    assertThat(Ran.of("explain", "529")).isEqualTo(Ran.of("explain", "OVERLOADED_ERROR"));
    assertThat(Ran.of("explain", "529").out())
        .startsWith("529  overloaded_error\n")
        .contains("retry with pauses of up to 1s, 2s, 4s, 8s, for 15s");
  }

  @Test
  void numbersAreThoseOfTheConfiguration() throws IOException {
    var file = folder.resolve("h.yaml");
    Files.writeString(
        file,
        "retry: {time-budget: 4s, server-error-retries: 3, backoff: {base: 250ms, cap: 30s}}");
    var config = file.toString();
    assertThat(Ran.of("explain", "529", "--config", config).out())
        .contains("up to 250ms, 500ms, 1s, 2s … 30s, for 4s")
        .contains("Policy in force: " + config);
    assertThat(Ran.of("explain", "500", "--config", config).out())
        .contains("3 times")
        .contains("up to 3 retries, each after 1s to 3s");
  }

  @Test
  void aPolicyWithoutRetriesSaysSo() throws IOException {
    var file = folder.resolve("h.yaml");
    Files.writeString(file, "retry: {time-budget: 0s, server-error-retries: 0}");
    assertThat(Ran.of("explain", "503", "--config", file.toString()).out())
        .contains("retry     no")
        .contains("hand it on: the policy in force allows no retry");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | 200: success: handed on; what it means is in its stop_reason",
        "409 | 408, 409: timeout or conflict: handed on, not retried, like any other code",
      })
  void someCodesOutsideTheTableHaveANote(String code, String line) {
    assertThat(Ran.of("explain", code)).isEqualTo(new Ran(0, line + "\n", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "499 | holdfast explain: 499: not a code that Anthropic documents; Holdfast hands such an"
            + " answer on unchanged and never retries it. Known:"
            + " 400, 401, 402, 403, 404, 413, 422, 429, 500, 502, 503, 504, 529",
        "overload_error | holdfast explain: overload_error: no such error type,"
            + " did you mean overloaded_error?",
      })
  void otherCodesAreUnknown(String code, String line) {
    assertThat(Ran.of("explain", code)).isEqualTo(new Ran(2, "", line + "\n"));
  }

  @Test
  void jsonHasEveryRow() throws IOException {
    var rows = new ObjectMapper().readTree(Ran.of("explain", "--json").out());
    assertThat(rows).hasSize(CodeReference.rows().size());
    var row = new ObjectMapper().readTree(Ran.of("explain", "429", "--json").out());
    assertThat(row.path("kind").asText()).isEqualTo("rate_limited");
    assertThat(row.path("action").asText()).contains("1m in all");
    var note = new ObjectMapper().readTree(Ran.of("explain", "408", "--json").out());
    assertThat(note.path("code").asInt()).isEqualTo(408);
  }

  @Test
  void theLadderEndsAtTheCap() {
    var flat = Backoff.of(Duration.ofSeconds(2), Duration.ofSeconds(2));
    var odd = Backoff.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
    assertThat(InForce.ladder(flat)).isEqualTo("up to 2s");
    assertThat(InForce.ladder(odd)).isEqualTo("up to 1s, 2s, 3s");
  }
}
