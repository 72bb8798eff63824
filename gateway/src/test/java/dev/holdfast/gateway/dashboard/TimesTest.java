package dev.holdfast.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments in text and in links. */
class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:06:03Z");

  @Test
  void agesAreTextWithoutAScriptAndCountedWithOne() {
    Html plain = new Html(false);
    Times.ago(plain, NOW.minusSeconds(12), NOW);
    assertThat(plain.toString())
        .contains("data-at=\"2026-11-23T14:05:51Z\"")
        .contains(">12 s ago<");
    Html live = new Html(true);
    Times.ago(live, NOW.minusSeconds(12), NOW.plusSeconds(60));
    assertThat(live.toString()).contains("data-at=\"2026-11-23T14:05:51Z\"").contains("></span>");
  }

  @Test
  void theDayIsNamedIfItIsNotToday() {
    assertThat(Times.clock(NOW.minusSeconds(60), NOW)).isEqualTo("14:05:03");
    assertThat(Times.clock(Instant.parse("2026-11-20T09:30:00Z"), NOW)).isEqualTo("Nov 20, 09:30");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-23T14:06Z, 2026-11-23T14:06:00Z",
        "2026-11-23T14:06:07Z, 2026-11-23T14:06:07Z",
        "2026-11-23T15:06 01:00, 2026-11-23T14:06:00Z",
        "1969-01-01T00:00Z, -",
        "yesterday, -",
        "2026-11-23, -",
        "+999999999-12-31T23:59Z, -",
      })
  void linksNameAMinute(String text, String meant) {
    assertThat(Minutes.of(text)).isEqualTo(meant == null ? null : Instant.parse(meant));
  }
}
