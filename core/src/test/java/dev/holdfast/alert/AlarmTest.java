package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import dev.holdfast.gauge.Gauges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final String KEY = "holdfast/default/sustained-5xx/v1/messages";

  private final Gauges gauges = new Gauges();
  private final List<AlertChange> news = new ArrayList<>();
  private final Alarm alarm =
      new Alarm(gauges, new AlertRules(AlertSettings.defaults()), this::hear);
  private Instant now = AlertWorld.START;

  /** News is told outside the lock. */
  private void hear(AlertChange change) {
    assertThat(Thread.holdsLock(alarm)).isFalse();
    news.add(change);
  }

  private void fail(int seconds) {
    for (int i = 0; i < seconds; i += 10) {
      Feed.to(gauges).lost(now, 10, 529);
      now = now.plusSeconds(10);
      alarm.evaluate(now, Surroundings.NONE);
    }
  }

  @Test
  void itTellsWhatChanged() {
    fail(320);
    assertThat(news).extracting(AlertChange::what).containsExactly(What.TRIGGERED);
    assertThat(alarm.alerts()).hasSize(1);
    assertThat(alarm.memory().alerts()).hasSize(1);
    assertThat(alarm.acknowledge(KEY)).isTrue();
    assertThat(alarm.close(KEY, now)).isTrue();
    assertThat(alarm.close(KEY, now)).isFalse();
    assertThat(news.get(1).what()).isEqualTo(What.RESOLVED);
  }

  @Test
  void whatIsSaidToItReachesTheRules() {
    Silence silence = new Silence("s", Map.of("rule", "*"), now.plus(Duration.ofHours(1)), "ada");
    alarm.silence(silence);
    alarm.deployed(new Deploy("billing", "v42", now));
    fail(320);
    assertThat(news).isEmpty();
    assertThat(alarm.silences()).containsExactly(silence);
    assertThat(alarm.deploys()).hasSize(1);
    assertThat(alarm.unsilence("s")).isTrue();
  }
}
