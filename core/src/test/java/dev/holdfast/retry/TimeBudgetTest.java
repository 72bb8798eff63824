package dev.holdfast.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBudgetTest {
  private static final TimeBudget STANDARD =
      new TimeBudget(Duration.ofSeconds(15), Duration.ofSeconds(60));

  @ParameterizedTest(name = "{0} s after the first failure, {1} s of them for quota, {2} s to go")
  @CsvSource({
    // since, for quota, until deadline, rest of the time, rest for quota
    "0, 0, , 15, 60",
    "10, 0, , 5, 60",
    "15, 0, , 0, 60",
    "20, 0, , -5, 55",
    "40, 40, , 15, 20",
    "50, 40, , 5, 20",
    "60, 60, , 15, 0",
    "70, 60, , 5, 0",
    "80, 60, , -5, -5",
    "74, 10, , -49, 1",
    "0, 0, 3, 3, 3",
    "0, 0, 20, 15, 20",
    "5, 0, -1, -1, -1",
  })
  void theRestIsWhatBothBudgetsAndTheDeadlineLeave(
      long since, long quota, @Nullable Long deadline, long time, long forQuota) {
    Duration left = deadline == null ? null : Duration.ofSeconds(deadline);
    Elapsed elapsed = new Elapsed(Duration.ofSeconds(since), Duration.ofSeconds(quota), left);

    assertThat(STANDARD.rest(elapsed, false)).isEqualTo(Duration.ofSeconds(time));
    assertThat(STANDARD.rest(elapsed, true)).isEqualTo(Duration.ofSeconds(forQuota));
  }

  @Property
  void waitingForQuotaDoesNotUseUpTheTime(
      @ForAll @LongRange(min = 0, max = 15_000) long failing,
      @ForAll @LongRange(min = 0, max = 60_000) long waited) {
    Duration rest = STANDARD.rest(elapsed(failing + waited, waited), false);

    assertThat(rest).isEqualTo(Duration.ofMillis(15_000 - failing));
  }

  @Property
  void nothingStartsLaterThanBothBudgetsTogether(
      @ForAll @LongRange(min = 0, max = 200_000) long since,
      @ForAll @LongRange(min = 0, max = 200_000) long waited,
      @ForAll boolean forQuota) {
    Duration rest = STANDARD.rest(elapsed(since, Math.min(waited, since)), forQuota);

    assertThat(rest.plusMillis(since)).isLessThanOrEqualTo(Duration.ofSeconds(75));
  }

  @Property
  void nothingStartsAfterTheDeadline(
      @ForAll @LongRange(min = 0, max = 200_000) long since,
      @ForAll @LongRange(min = -9_000, max = 200_000) long left,
      @ForAll boolean forQuota) {
    Elapsed elapsed = new Elapsed(Duration.ofMillis(since), Duration.ZERO, Duration.ofMillis(left));

    assertThat(STANDARD.rest(elapsed, forQuota)).isLessThanOrEqualTo(Duration.ofMillis(left));
  }

  @Test
  void nonsenseIsRefusedAtOnce() {
    Duration minus = Duration.ofNanos(-1);
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    Duration one = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new TimeBudget(minus, one)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new TimeBudget(one, minus)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new TimeBudget(forEver, one)).hasMessageContaining("year");
    assertThatThrownBy(() -> new TimeBudget(one, forEver)).hasMessageContaining("year");
  }

  private static Elapsed elapsed(long since, long waited) {
    return new Elapsed(Duration.ofMillis(since), Duration.ofMillis(waited), null);
  }

  @Test
  void aYearIsTheLongestAndNothingTheShortest() {
    Duration year = Duration.ofDays(366);
    assertThat(new TimeBudget(year, year).time()).isEqualTo(year);
    assertThat(new TimeBudget(Duration.ZERO, Duration.ZERO).quota()).isZero();
    assertThatThrownBy(() -> new TimeBudget(year.plusNanos(1), year))
        .hasMessage("a budget must not be longer than a year");
    assertThatThrownBy(() -> new TimeBudget(year, year.plusNanos(1)))
        .hasMessage("a budget must not be longer than a year");
  }
}
