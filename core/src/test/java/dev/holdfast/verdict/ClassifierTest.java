package dev.holdfast.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Heads;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.RetryHint;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String SPENT =
      """
      {"type":"error","error":{"type":"rate_limit_error","message":"m",
       "details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}\
      """;

  private static Verdict classify(Outcome outcome) {
    return Classifier.classify(outcome, NOW);
  }

  private static ErrorKind kind(Outcome outcome) {
    return classify(outcome).kind();
  }

  @ParameterizedTest(name = "{0} is {1}, {2} fault, {3} for the breaker")
  @CsvSource({
    "200, OK, NOBODY, SUCCESS",
    "201, OK, NOBODY, SUCCESS",
    "204, OK, NOBODY, SUCCESS",
    "206, OK, NOBODY, SUCCESS",
    "400, CLIENT, CALLER, IGNORED",
    "401, CLIENT, CALLER, IGNORED",
    "402, CLIENT, CALLER, IGNORED",
    "403, CLIENT, CALLER, IGNORED",
    "404, CLIENT, CALLER, IGNORED",
    "413, CLIENT, CALLER, IGNORED",
    "422, CLIENT, CALLER, IGNORED",
    "429, RATE_LIMITED, QUOTA, IGNORED",
    "500, SERVER_ERROR, PROVIDER, FAILURE",
    "502, GATEWAY, PROVIDER, FAILURE",
    "503, UNAVAILABLE, PROVIDER, FAILURE",
    "504, TIMEOUT, PROVIDER, FAILURE",
    "529, OVERLOADED, PROVIDER, FAILURE",
  })
  void everyRowOfTheTableHasItsKind(
      int status, ErrorKind kind, ErrorKind.Fault fault, ErrorKind.Weight weight) {
    assertThat(kind(Answers.status(status))).isEqualTo(kind);
    assertThat(kind.fault()).isEqualTo(fault);
    assertThat(kind.weight()).isEqualTo(weight);
  }

  @ParameterizedTest(name = "{0} is unknown")
  @ValueSource(
      ints = {
        -1, 0, 100, 101, 199, 300, 301, 302, 304, 307, 308, 399, 405, 406, 407, 408, 409, 410, 418,
        425, 428, 431, 451, 499, 501, 505, 520, 521, 522, 523, 524, 525, 526, 530, 598, 599, 999
      })
  void anyOtherStatusIsUnknownAndNotTheUpstreamsFailure(int status) {
    assertThat(kind(Answers.status(status))).isEqualTo(ErrorKind.OTHER);
    assertThat(ErrorKind.OTHER.weight()).isEqualTo(ErrorKind.Weight.IGNORED);
  }

  @ParameterizedTest(name = "an event {0} inside a 200 is {1}")
  @CsvSource({
    "overloaded_error, OVERLOADED",
    "rate_limit_error, RATE_LIMITED",
    "api_error, SERVER_ERROR",
    "timeout_error, TIMEOUT",
    "invalid_request_error, CLIENT",
    "authentication_error, CLIENT",
    "billing_error, CLIENT",
    "permission_error, CLIENT",
    "not_found_error, CLIENT",
    "request_too_large, CLIENT",
    "conflict_error, OTHER",
    "brand_new_error, OTHER",
    "OVERLOADED_ERROR, OTHER",
  })
  void anErrorEventIsJudgedByItsTypeAndNeverByThe200(String type, ErrorKind kind) {
    assertThat(kind(Answers.event(type))).isEqualTo(kind);
  }

  @Test
  void anErrorEventThatSaysNothingIsUnknownAndNoSuccess() {
    Answered answer = new Answered(200, Headers.NONE, ErrorBody.NONE, Phase.PRE_CONTENT, null);

    assertThat(kind(answer)).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void theHeadOfA200HasNoHintForALaterError() {
    Verdict verdict =
        classify(Answers.event("overloaded_error", "retry-after", "9", "x-should-retry", "false"));

    assertThat(verdict.hint()).isEqualTo(RetryHint.NONE);
  }

  @Test
  void aFailedStatusGoesBeforeTheTypeInItsBody() {
    assertThat(kind(Answers.envelope(500, "overloaded_error", "m")))
        .isEqualTo(ErrorKind.SERVER_ERROR);
    assertThat(kind(Answers.envelope(413, "invalid_request_error", "m")))
        .isEqualTo(ErrorKind.CLIENT);
  }

  @ParameterizedTest(name = "{0} with \"{1}\" is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | You have reached your specified API usage limits. You will regain access on"
            + " 2026-12-01 | SPEND_LIMIT",
        "400 | You have reached your specified workspace API usage limits. You will regain |"
            + " SPEND_LIMIT",
        "429 | You have reached your API usage limits: your organization has crossed its |"
            + " SPEND_LIMIT",
        "429 | This request would exceed your organization's rate limit of 80,000 input tokens |"
            + " RATE_LIMITED",
        "429 | Server is temporarily limiting requests (not your usage limit) | RATE_LIMITED",
        "400 | messages: at least one message is required | CLIENT",
        "400 | max_tokens: usage limits of the API specified | CLIENT",
        "403 | You have reached your specified API usage limits. | CLIENT",
        "500 | You have reached your API usage limits | SERVER_ERROR",
      })
  void aSpendLimitIsKnownByTheDocumentedWords(int status, String message, ErrorKind kind) {
    assertThat(kind(Answers.envelope(status, "some_error", message))).isEqualTo(kind);
  }

  @Test
  void aSpendLimitIsKnownByItsCode() {
    assertThat(kind(Answers.body(429, SPENT))).isEqualTo(ErrorKind.SPEND_LIMIT);
    assertThat(kind(Answers.body(400, SPENT))).isEqualTo(ErrorKind.SPEND_LIMIT);
    assertThat(kind(Answers.body(429, SPENT.replace("enforced", "contract"))))
        .isEqualTo(ErrorKind.SPEND_LIMIT);
    Answered event =
        new Answered(
            200,
            Headers.NONE,
            new ErrorBody(true, "rate_limit_error", "m", "enforced_spend_limit_reached", null),
            Phase.PRE_CONTENT,
            null);
    assertThat(kind(event)).isEqualTo(ErrorKind.SPEND_LIMIT);
  }

  @Test
  void aMissingRetryAfterAloneIsNoSpendLimit() {
    assertThat(kind(Answers.envelope(429, "rate_limit_error", "m")))
        .isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(kind(Answers.body(429, SPENT.replace("enforced", "other"))))
        .isEqualTo(ErrorKind.RATE_LIMITED);
  }

  @ParameterizedTest(name = "{0} as HTML is {1}")
  @CsvSource({
    "502, GATEWAY",
    "503, UNAVAILABLE",
    "504, TIMEOUT",
    "429, RATE_LIMITED",
    "403, CLIENT"
  })
  void anHtmlBodyDoesNotHideTheStatus(int status, ErrorKind kind) {
    Verdict verdict = classify(Answers.body(status, "<html>oops</html>", "retry-after", "4"));

    assertThat(verdict.kind()).isEqualTo(kind);
    assertThat(verdict.refused()).isFalse();
    assertThat(verdict.hint().delay()).isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest(name = "{0}: {1} comes from {2}")
  @CsvSource({
    "request-id, req_1, PROVIDER",
    "cf-ray, 8f, EDGE",
    "server, cloudflare, EDGE",
    "server, Cloudflare-nginx, EDGE",
    "server, squid, BETWEEN",
    "via, 1.1 proxy, BETWEEN",
  })
  void theOriginIsReadFromTheHead(String name, String value, Origin origin) {
    assertThat(classify(Answers.status(502, name, value)).origin()).isEqualTo(origin);
  }

  @Test
  void anEnvelopeIsTheProvidersEvenBehindTheEdge() {
    Outcome answer = Answers.envelope(529, "overloaded_error", "m", "cf-ray", "8f");

    assertThat(classify(answer).origin()).isEqualTo(Origin.PROVIDER);
  }

  @ParameterizedTest(name = "{0} with {1} was refused: {2}")
  @CsvSource({
    "429, true, true", "503, true, true", "529, true, true", "529, false, false",
    "500, true, false", "502, true, false", "504, true, false", "400, true, false",
  })
  void onlyAnthropicsOwnRefusalProvesThatNothingRan(int status, boolean envelope, boolean refused) {
    Outcome answer = envelope ? Answers.envelope(status, "t", "m") : Answers.status(status);

    assertThat(classify(answer).refused()).isEqualTo(refused);
  }

  @Test
  void anErrorAfterA200DoesNotProveThatNothingRan() {
    assertThat(classify(Answers.event("overloaded_error")).refused()).isFalse();
  }

  @ParameterizedTest(name = "{0} at {1} is {2} from {3}")
  @CsvSource({
    "CONNECT,   CONNECT,     GATEWAY, BETWEEN",
    "TLS,       CONNECT,     GATEWAY, BETWEEN",
    "RESET,     CONNECT,     GATEWAY, BETWEEN",
    "TIMEOUT,   CONNECT,     GATEWAY, BETWEEN",
    "RESET,     SENT,        GATEWAY, EDGE",
    "RESET,     HEADERS,     GATEWAY, EDGE",
    "RESET,     PRE_CONTENT, GATEWAY, EDGE",
    "RESET,     CONTENT,     TIMEOUT, EDGE",
    "CUT,       HEADERS,     GATEWAY, EDGE",
    "CUT,       PRE_CONTENT, GATEWAY, EDGE",
    "CUT,       CONTENT,     TIMEOUT, EDGE",
    "MALFORMED, SENT,        GATEWAY, EDGE",
    "MALFORMED, PRE_CONTENT, GATEWAY, EDGE",
    "MALFORMED, CONTENT,     TIMEOUT, EDGE",
    "TIMEOUT,   SENT,        TIMEOUT, EDGE",
    "TIMEOUT,   HEADERS,     TIMEOUT, EDGE",
    "TIMEOUT,   PRE_CONTENT, TIMEOUT, EDGE",
    "FIRST_TOKEN, SENT,      TIMEOUT, EDGE",
    "FIRST_TOKEN, PRE_CONTENT, TIMEOUT, EDGE",
    "LIVENESS,  HEADERS,     TIMEOUT, EDGE",
    "LIVENESS,  CONTENT,     TIMEOUT, EDGE",
    "PROGRESS,  CONTENT,     TIMEOUT, EDGE",
    "TIMEOUT,   CONTENT,     TIMEOUT, EDGE",
  })
  void whatWasLostIsJudgedByHowFarItGot(Loss loss, Phase phase, ErrorKind kind, Origin origin) {
    Verdict verdict = classify(Lost.of(loss, phase));

    assertThat(verdict).isEqualTo(new Verdict(kind, origin, RetryHint.NONE, false));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aDepartedCallerIsNeutralWhateverThePhase(Phase phase) {
    assertThat(classify(new Outcome.Cancelled(phase))).isEqualTo(Verdict.CANCELLED);
    assertThat(ErrorKind.CANCELLED.weight()).isEqualTo(ErrorKind.Weight.IGNORED);
  }

  @Property
  void anUnknownAnythingNeverThrows(
      @ForAll @IntRange(min = 100, max = 999) int status,
      @ForAll @WithNull @StringLength(max = 30) @Nullable String type,
      @ForAll @WithNull @StringLength(max = 80) @Nullable String message,
      @ForAll boolean envelope,
      @ForAll Phase phase) {
    ErrorBody body = new ErrorBody(envelope, type, message, message, type);
    Headers all = name -> message;
    ErrorKind kind = kind(new Answered(status, all, body, phase, type));

    assertThat(kind).isNotIn(ErrorKind.OK, ErrorKind.CANCELLED);
  }

  @Property(tries = 1000)
  void everyStatusHasAKindAndOnlyTheTablesRowsAreKnown(
      @ForAll @IntRange(min = 100, max = 999) int status) {
    boolean row = CodeReference.rows().stream().anyMatch(r -> r.code() == status);
    boolean success = status >= 200 && status < 300;
    ErrorKind kind = kind(Answered.whole(status, Heads.of()));

    assertThat(kind == ErrorKind.OTHER).isEqualTo(!row && !success);
    assertThat(kind == ErrorKind.OK).isEqualTo(success);
  }
}
