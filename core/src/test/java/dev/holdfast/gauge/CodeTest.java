package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTest {
  private static final String LIMIT = "anthropic-ratelimit-";

  private static Code of(Outcome outcome) {
    return Code.of(outcome, Classifier.classify(outcome, Instant.EPOCH));
  }

  private static Code limited(String... headers) {
    return of(Answers.envelope(429, "rate_limit_error", "slow down", headers));
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK",
    "400, BAD_REQUEST",
    "401, UNAUTHENTICATED",
    "402, BILLING",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "413, TOO_LARGE",
    "422, UNPROCESSABLE",
    "500, SERVER_ERROR",
    "502, GATEWAY",
    "503, UNAVAILABLE",
    "504, TIMEOUT",
    "529, OVERLOADED",
    "418, OTHER",
    "302, OTHER"
  })
  void aStatusHasItsCode(int status, Code code) {
    assertThat(of(Answers.status(status))).isEqualTo(code);
    assertThat(code.kind())
        .isEqualTo(Classifier.classify(Answers.status(status), Instant.EPOCH).kind());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasACode(ErrorKind kind) {
    assertThat(Code.of(kind).kind()).isEqualTo(kind);
  }

  @Test
  void aLimitIsTheOneWithTheLeastLeft() {
    assertThat(
            limited(
                LIMIT + "requests-limit", "1000",
                LIMIT + "requests-remaining", "900",
                LIMIT + "input-tokens-limit", "80000",
                LIMIT + "input-tokens-remaining", "0",
                LIMIT + "output-tokens-limit", "8000",
                LIMIT + "output-tokens-remaining", "100"))
        .isEqualTo(Code.INPUT_LIMIT);
    assertThat(limited(LIMIT + "requests-limit", "50", LIMIT + "requests-remaining", "0"))
        .isEqualTo(Code.REQUEST_LIMIT);
    assertThat(limited(LIMIT + "tokens-limit", "50", LIMIT + "tokens-remaining", "0"))
        .isEqualTo(Code.RATE_LIMITED);
    assertThat(
            limited(
                LIMIT + "requests-limit",
                "x",
                LIMIT + "requests-remaining",
                "-1",
                "retry-after",
                "3"))
        .isEqualTo(Code.RATE_LIMITED);
  }

  @Test
  void aLimitThatWillNotRefillSoonLasts() {
    assertThat(limited()).isEqualTo(Code.LASTING_LIMIT);
    assertThat(limited("retry-after", "20")).isEqualTo(Code.RATE_LIMITED);
    assertThat(limited("retry-after", "900")).isEqualTo(Code.RATE_LIMITED);
    assertThat(limited("retry-after", "901", LIMIT + "requests-limit", "50"))
        .isEqualTo(Code.LASTING_LIMIT);
    assertThat(of(Answers.status(429))).as("not from the provider").isEqualTo(Code.RATE_LIMITED);
  }

  @Test
  void theLimitOfASubscriptionIsAPersonsOwn() {
    Code code = limited(LIMIT + "unified-status", "rejected", "retry-after", "9000");
    assertThat(code).isEqualTo(Code.PERSONAL_LIMIT);
    assertThat(code.limit()).isFalse();
    assertThat(code.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
  }

  @Test
  void aRateLimitInsideAStreamSaysNothingByItsHead() {
    assertThat(of(Answers.event("rate_limit_error"))).isEqualTo(Code.RATE_LIMITED);
  }
}
