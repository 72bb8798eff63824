package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertRule;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.breaker.BreakerPolicy.Mode;
import dev.holdfast.decide.Policy;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.drive.Reply;
import dev.holdfast.drive.VirtualTime;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program hears of alerts about its own calls, by the rules of the gateway. */
class AlertsTest {
  private static final EndpointKey ENDPOINT =
      EndpointKey.of("https://api.anthropic.com", "/v1/messages", "claude-opus-5");

  private final VirtualTime time = new VirtualTime(1);
  private final List<AlertChange> news = new ArrayList<>();
  private final Alarm alarm = Alarm.of(AlertSettings.defaults(), this::hear);
  private final Policy policy =
      Policy.defaults().withBreaker(BreakerPolicy.defaults().withMode(Mode.OFF));
  private final Holdfast holdfast = Holdfast.of(policy).on(time).alerts(alarm);
  private boolean throwing;

  private void hear(AlertChange change) {
    news.add(change);
    if (throwing) {
      throw new IllegalStateException("whoever is told may fail");
    }
  }

  /** What is not only a line in the log. */
  private List<What> told() {
    return news.stream().map(AlertChange::what).filter(what -> what != What.LOGGED).toList();
  }

  private void call(int status) throws InterruptedException {
    try {
      holdfast.call(ENDPOINT, send -> new Reply<>(Answers.status(status), "answer"));
    } catch (CallFailed expected) {
      // It is counted.
    }
  }

  /** A call a second, and whatever is due. */
  private void calls(Duration span, int status) throws InterruptedException {
    Instant end = time.now().plus(span);
    while (time.now().isBefore(end)) {
      call(status);
      time.sleep(Duration.ofSeconds(1));
      due();
    }
  }

  private void due() {
    while (time.due()) {
      try {
        time.next();
      } catch (IllegalStateException expected) {
        // The timer's thread would log it.
      }
    }
  }

  @Test
  void whatFailsForMoreThanFiveMinutesIsTold() throws Exception {
    calls(Duration.ofMinutes(4), 529);
    assertThat(news).isEmpty();
    calls(Duration.ofMinutes(2), 529);
    assertThat(told()).containsExactly(What.TRIGGERED);
    assertThat(news.get(0).alert().rule()).isEqualTo(AlertRule.SUSTAINED);
    calls(Duration.ofMinutes(7), 200);
    assertThat(told()).containsExactly(What.TRIGGERED, What.RESOLVED);
  }

  @Test
  void whoThrowsIsToldTheNextNewsAllTheSame() throws Exception {
    throwing = true;
    calls(Duration.ofMinutes(6), 529);
    calls(Duration.ofMinutes(7), 200);
    assertThat(told()).containsExactly(What.TRIGGERED, What.RESOLVED);
  }

  @Test
  void anAlarmThatIsEndedLooksNoMore() throws Exception {
    calls(Duration.ofMinutes(4), 529);
    alarm.end();
    calls(Duration.ofMinutes(4), 529);
    assertThat(news).isEmpty();
    assertThat(time.next()).as("nothing is due any more").isFalse();
  }
}
