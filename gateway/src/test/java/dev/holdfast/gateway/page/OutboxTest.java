package dev.holdfast.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Alert.Name;
import dev.holdfast.alert.Alert.Status;
import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertRule;
import dev.holdfast.alert.AlertState;
import dev.holdfast.alert.Explanation;
import dev.holdfast.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of letters, in virtual time. */
class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Delivery DONE = new Delivery.Done();
  private static final Delivery LATER = new Delivery.Later("answered 500", null);

  private final Kept kept = new Kept();
  private final Outbox outbox = outbox();

  private Outbox outbox() {
    return new Outbox(List.of("pd"), kept, new SplittableRandom(1));
  }

  @BeforeEach
  void resume() {
    outbox.resume();
  }

  @Test
  void lettersOfAKeyArriveInOrderOneAtATime() {
    post(letter("a", What.TRIGGERED, NOON), letter("a", What.CHANGED, NOON));
    Letter first = outbox.next("pd", NOON);
    assertThat(outbox.next("pd", NOON)).isNull();
    outbox.settle(first, DONE, NOON);
    assertThat(outbox.next("pd", NOON).news().what()).isEqualTo(What.CHANGED);
  }

  @Test
  void aKeyThatWaitsHoldsUpNoOther() {
    post(letter("a", What.TRIGGERED, NOON), letter("b", What.TRIGGERED, NOON));
    outbox.settle(outbox.next("pd", NOON), LATER, NOON);
    assertThat(outbox.next("pd", NOON).key()).isEqualTo("holdfast/x/r/b");
  }

  @Test
  void pausesGrowToFiveMinutesAndNoFurther() {
    post(letter("a", What.TRIGGERED, NOON));
    Instant now = NOON;
    for (int tries = 0; tries < 9; tries++) {
      Letter letter = outbox.next("pd", now);
      outbox.settle(letter, LATER, now);
      Instant due = kept.load().letters().get(0).due();
      long most = Math.min(300, 5L << tries);
      assertThat(Duration.between(now, due))
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(most));
      assertThat(outbox.next("pd", due.minusMillis(1))).isNull();
      now = due;
    }
  }

  @Test
  void aSinkThatSaysWhenIsAskedNoEarlier() {
    post(letter("a", What.TRIGGERED, NOON), letter("b", What.TRIGGERED, NOON));
    Delivery busy = new Delivery.Later("answered 429", Duration.ofMinutes(2));
    outbox.settle(outbox.next("pd", NOON), busy, NOON);
    assertThat(outbox.next("pd", NOON.plusSeconds(119))).isNull();
    assertThat(outbox.next("pd", NOON.plusSeconds(121))).isNotNull();
  }

  @Test
  void anEndSupersedesABeginningThatNobodyHeardOf() {
    post(letter("a", What.TRIGGERED, NOON));
    post(letter("a", What.RESOLVED, NOON.plusSeconds(9)));
    assertThat(outbox.next("pd", NOON.plusSeconds(9))).isNull();
    assertThat(kept.load().letters()).isEmpty();
    assertThat(outbox.states().get(0).tally().superseded()).isEqualTo(1);
  }

  @Test
  void anEndIsToldWhereTheBeginningMayHaveArrived() {
    post(letter("a", What.TRIGGERED, NOON));
    outbox.settle(outbox.next("pd", NOON), LATER, NOON);
    post(letter("a", What.RESOLVED, NOON.plusSeconds(9)));
    assertThat(outbox.next("pd", NOON.plusSeconds(9)).ends()).isTrue();
    assertThat(kept.load().letters()).hasSize(1);
  }

  @Test
  void aBeginningUnderWayIsNotTriedAgainOnceItIsOver() {
    post(letter("a", What.TRIGGERED, NOON));
    Letter begin = outbox.next("pd", NOON);
    post(letter("a", What.RESOLVED, NOON.plusSeconds(9)));
    outbox.settle(begin, LATER, NOON.plusSeconds(10));
    assertThat(outbox.next("pd", NOON.plusSeconds(10)).ends()).isTrue();
  }

  @Test
  void aReminderWaitsBehindNothing() {
    post(letter("a", What.TRIGGERED, NOON));
    post(letter("a", What.REMINDED, NOON.plusSeconds(60)));
    assertThat(outbox.states().get(0).unsent()).isEqualTo(1);
  }

  @Test
  void afterAnHourNobodyIsWokenForIt() {
    post(letter("a", What.TRIGGERED, NOON));
    assertThat(outbox.next("pd", NOON.plus(Duration.ofMinutes(60)))).isNull();
    assertThat(outbox.states().get(0).tally().expired()).isEqualTo(1);
    assertThat(kept.load().letters()).isEmpty();
  }

  @Test
  void anEndIsTriedForADay() {
    post(letter("a", What.RESOLVED, NOON));
    assertThat(outbox.next("pd", NOON.plus(Duration.ofHours(23)))).isNotNull();
  }

  @Test
  void whatASinkCallsWrongIsNotTriedAgain() {
    post(letter("a", What.TRIGGERED, NOON));
    outbox.settle(outbox.next("pd", NOON), new Delivery.Never("answered 400"), NOON);
    assertThat(outbox.next("pd", NOON.plus(Duration.ofMinutes(10)))).isNull();
    assertThat(outbox.states().get(0).trouble()).contains("400");
  }

  @Test
  void lettersOutliveTheProcessWithTheirTries() {
    post(letter("a", What.TRIGGERED, NOON));
    outbox.settle(outbox.next("pd", NOON), LATER, NOON);
    Outbox next = outbox();
    assertThat(next.resume().memory()).isEqualTo("{}");
    Letter letter = next.next("pd", NOON.plusSeconds(10));
    assertThat(letter.tries()).isEqualTo(1);
    assertThat(letter.news()).isEqualTo(letter("a", What.TRIGGERED, NOON).news());
  }

  @Test
  void lettersForASinkThatIsGoneAreForgotten() {
    post(letter("a", What.TRIGGERED, NOON));
    Outbox other = new Outbox(List.of("slack"), kept, new SplittableRandom(1));
    other.resume();
    assertThat(kept.load().letters()).isEmpty();
  }

  @Test
  void whatAnEarlierLifeLeftIsNotReplacedBeforeItWasRead() {
    post(letter("a", What.TRIGGERED, NOON));
    kept.broken = true;
    Outbox next = outbox();
    assertThat(next.resume()).isNull();
    kept.broken = false;
    next.post(List.of(), "{\"new\": 1}");
    assertThat(next.resume().memory()).isEqualTo("{}");
    assertThat(next.next("pd", NOON)).isNotNull();
  }

  private void post(Letter... letters) {
    outbox.post(List.of(letters), "{}");
  }

  static Letter letter(String scope, What what, Instant at) {
    AlertState state = what == What.RESOLVED ? AlertState.RESOLVED : AlertState.FIRING;
    Alert alert =
        new Alert(
            new Name("r/" + scope, "holdfast/x/r/" + scope, AlertRule.SUSTAINED, scope),
            new Status(state, Severity.CRITICAL, AlertLevel.PAGE, NOON, NOON, Set.of()),
            new Story("it fails", "do", Explanation.UNKNOWN, Map.of("a", "b"), Map.of("c", "d")));
    return Letter.of("pd", new AlertChange(what, alert, at));
  }
}
