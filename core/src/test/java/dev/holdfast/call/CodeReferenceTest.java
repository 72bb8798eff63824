package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.CodeReference;
import dev.holdfast.verdict.CodeReference.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told about a code, and what a call does with it, must be the same. */
class CodeReferenceTest {
  static List<Row> rows() {
    return CodeReference.rows();
  }

  private static Outcome answer(Row row, String... headers) {
    return row.type() == null
        ? Answers.status(row.code(), headers)
        : Answers.envelope(row.code(), row.type(), "m", headers);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theKindIsTheOneTheClassifierGives(Row row) {
    assertThat(Classifier.classify(answer(row), CallWorld.START).kind()).isEqualTo(row.kind());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itIsRetriedAsOftenAsTheRowSays(Row row) {
    for (long seed = 0; seed < 30; seed++) {
      int attempts = CallWorld.run(seed, answer(row)).attempts();
      switch (row.retry()) {
        case "no" -> assertThat(attempts).isEqualTo(1);
        case "once" -> assertThat(attempts).isEqualTo(2);
        default -> assertThat(attempts).isGreaterThan(2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowSaysSomethingOfItself(Row row) {
    assertThat(List.of(row.meaning(), row.action(), row.told())).noneMatch(String::isBlank);
    assertThat(row.action()).doesNotEndWith(".");
  }

  @Test
  void everyDocumentedCodeHasARowInOrder() {
    assertThat(CodeReference.rows().stream().map(Row::code))
        .containsExactly(400, 401, 402, 403, 404, 413, 422, 429, 500, 502, 503, 504, 529);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({
    "529, 529",
    "overloaded_error, 529",
    "' Overloaded_Error ', 529",
    "429, 429",
    "rate_limit_error, 429",
    "invalid_request_error, 400",
    "502, 502",
  })
  void aRowIsFoundByCodeAndByType(String wanted, int code) {
    assertThat(CodeReference.find(wanted)).extracting(Row::code).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({"418", "''", "error", "null", "5"})
  void whatIsUnknownIsNotFound(String wanted) {
    assertThat(CodeReference.find(wanted)).isEmpty();
  }
}
