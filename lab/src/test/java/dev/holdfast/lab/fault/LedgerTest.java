package dev.holdfast.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.fault.Fault.Limited;
import dev.holdfast.lab.fault.Ledger.Ruling;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who has used how much, told the time. */
class LedgerTest {
  private static final Limited SIXTY = new Limited(60, 6_000, 600, true);
  private final Ledger ledger = new Ledger();

  private Ruling charge(double seconds, long input, long output) {
    Duration now = Duration.ofMillis(Math.round(seconds * 1000));
    return ledger.charge(SIXTY, "a", now, input, output);
  }

  @Test
  void aMinutesWorthPassesAtOnceThenOneASecond() {
    for (int i = 59; i >= 0; i--) {
      assertThat(charge(0, 0, 0).requests()).isEqualTo(i);
    }
    Ruling refused = charge(0, 0, 0);
    assertThat(refused.late()).isEqualTo(Duration.ofSeconds(1));
    assertThat(refused.limit()).isEqualTo("60 requests");
    assertThat(charge(0.999, 0, 0).late()).isNotNull();
    assertThat(charge(1.001, 0, 0).late()).isNull();
  }

  @Test
  void inputIsCountedWhenARequestBegins() {
    assertThat(charge(0, 5_000, 0).input()).isEqualTo(1_000);
    Ruling refused = charge(0, 3_000, 0);
    assertThat(refused.late()).isEqualTo(Duration.ofSeconds(20));
    assertThat(refused.limit()).isEqualTo("6000 input tokens");
    assertThat(refused.requests()).as("a refusal costs nothing").isEqualTo(59);
    assertThat(charge(60, 1_000_000, 0).late()).as("a large one needs all").isNull();
  }

  @Test
  void outputMayBeExceededByWhoBegan() {
    assertThat(charge(0, 0, 900).late()).isNull();
    Ruling refused = charge(0, 0, 1);
    assertThat(refused.limit()).isEqualTo("600 output tokens");
    assertThat(refused.late()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  void accountsAndLimitsStandAlone() {
    charge(0, 6_000, 0);
    assertThat(ledger.charge(SIXTY, "b", Duration.ZERO, 6_000, 0).late()).isNull();
    Limited other = new Limited(60, 6_000, 600, false);
    assertThat(ledger.charge(other, "a", Duration.ZERO, 6_000, 0).late()).isNull();
    ledger.clear();
    assertThat(charge(0, 6_000, 0).late()).isNull();
  }
}
