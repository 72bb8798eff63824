package dev.holdfast.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static @Nullable Duration delay(String... headers) {
    return RetryHint.of(Heads.of(headers), NOW).delay();
  }

  @ParameterizedTest(name = "retry-after: {0} is {1}")
  @CsvSource({
    "0, PT0S",
    "1, PT1S",
    "' 7 ', PT7S",
    "+3, PT3S",
    "0.5, PT0.5S",
    ".25, PT0.25S",
    "5., PT5S",
    "1.0000000019, PT1.000000001S",
    "-1, PT0S",
    "-0.001, PT0S",
    "3600, PT1H",
    "86401, PT24H1S",
    "31622400, PT8784H",
    "31622401, PT8784H",
    "99999999999999999999, PT8784H",
  })
  void secondsAreRead(String text, Duration expected) {
    assertThat(delay("retry-after", text)).isEqualTo(expected);
  }

  @Test
  void aNumberOfAnyLengthIsALongWaitAndNotGarbage() {
    assertThat(delay("retry-after", "1" + "0".repeat(40))).isEqualTo(RetryHint.LONGEST);
    assertThat(delay("retry-after-ms", "9".repeat(60))).isEqualTo(RetryHint.LONGEST);
    assertThat(delay("retry-after", "-" + "9".repeat(60))).isEqualTo(Duration.ZERO);
    assertThat(delay("retry-after", "0." + "0".repeat(60) + "1")).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest(name = "retry-after: {0} is ignored")
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e3",
        "1E9999999",
        "0x10",
        "1_000",
        "1,5",
        ".",
        "1.2.3",
        "--1",
        "soon",
        "5 s",
        "٣",
        "2026-11-23T12:00:00Z",
        "Mon, 23 Nov",
        "null"
      })
  void whatIsNoNumberAndNoDateIsIgnored(String text) {
    assertThat(RetryHint.of(Heads.of("retry-after", text), NOW)).isSameAs(RetryHint.NONE);
  }

  @Test
  void millisecondsGoBeforeSeconds() {
    assertThat(delay("retry-after-ms", "1500", "retry-after", "9"))
        .isEqualTo(Duration.ofMillis(1500));
    assertThat(delay("retry-after-ms", "0.5")).isEqualTo(Duration.ofNanos(500_000));
    assertThat(delay("retry-after-ms", "0", "retry-after", "9")).isEqualTo(Duration.ZERO);
  }

  @Test
  void garbageInMillisecondsFallsBackToSeconds() {
    assertThat(delay("retry-after-ms", "NaN", "retry-after", "9")).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest(name = "until {0}, answered at {1}: {2}")
  @CsvSource({
    "'Mon, 23 Nov 2026 12:00:30 GMT', , PT30S",
    "'Mon, 23 Nov 2026 12:00:30 GMT', 'Mon, 23 Nov 2026 12:00:00 GMT', PT30S",
    "'Mon, 23 Nov 2026 15:00:30 GMT', 'Mon, 23 Nov 2026 15:00:00 GMT', PT30S",
    "'Mon, 23 Nov 2026 09:00:30 GMT', 'Mon, 23 Nov 2026 09:00:00 GMT', PT30S",
    "'Mon, 23 Nov 2026 12:00:30 GMT', 'no date', PT30S",
    "'Mon, 23 Nov 2026 11:59:30 GMT', , PT0S",
    "'Mon, 23 Nov 2026 12:00:30 GMT', 'Mon, 23 Nov 2026 12:00:31 GMT', PT0S",
    "'Fri, 31 Dec 9999 23:59:59 GMT', , PT8784H",
  })
  void aDateCountsFromTheAnswersOwnDate(String until, @Nullable String date, Duration expected) {
    Headers headers =
        date == null
            ? Heads.of("retry-after", until)
            : Heads.of("retry-after", until, "date", date);

    assertThat(RetryHint.of(headers, NOW).delay()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "x-should-retry: {0} is {1}")
  @CsvSource({
    "true, true",
    "false, false",
    "' FALSE ', false",
    "True, true",
    "yes, ",
    "1, ",
    "'', "
  })
  void shouldRetryIsReadStrictly(String text, @Nullable Boolean expected) {
    assertThat(RetryHint.of(Heads.of("x-should-retry", text), NOW).shouldRetry())
        .isEqualTo(expected);
  }

  @Test
  void withoutHeadersNothingWasAsked() {
    assertThat(RetryHint.of(Headers.NONE, NOW)).isSameAs(RetryHint.NONE);
  }

  @Property
  void anyTextsGiveNothingOrAWaitWithinBounds(
      @ForAll @StringLength(max = 60) String ms, @ForAll @StringLength(max = 60) String after) {
    Duration delay = delay("retry-after-ms", ms, "retry-after", after, "date", after);

    assertThat(delay == null || within(delay)).isTrue();
  }

  @Property
  void wholeSecondsAreTakenExactly(@ForAll @LongRange(min = 0, max = 31_622_400) long seconds) {
    assertThat(delay("retry-after", Long.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
  }

  private static boolean within(Duration delay) {
    return !delay.isNegative() && delay.compareTo(RetryHint.LONGEST) <= 0;
  }
}
