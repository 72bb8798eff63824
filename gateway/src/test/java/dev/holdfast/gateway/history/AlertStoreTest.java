package dev.holdfast.gateway.history;

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
import dev.holdfast.gateway.page.Letter;
import dev.holdfast.gateway.page.OutboxStore.Saved;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters and memory outlive the process, together. */
class AlertStoreTest {
  private static final Instant NOON = Desk.NOON;

  @TempDir Path folder;

  @Test
  void whatIsKeptComesBackInOrder() {
    Letter first = letter("a", What.TRIGGERED);
    Letter second = letter("b", What.TRIGGERED);
    try (Desk desk = desk()) {
      AlertStore store = new AlertStore(desk.history);
      assertThat(store.load()).isEqualTo(Saved.NOTHING);
      store.save("{\"at\": 1}", List.of(first, second), List.of());
      store.save("{\"at\": 2}", List.of(), List.of());
    }
    try (Desk desk = desk()) {
      Saved saved = new AlertStore(desk.history).load();
      assertThat(saved.memory()).isEqualTo("{\"at\": 2}");
      assertThat(saved.letters()).containsExactly(first, second);
    }
  }

  @Test
  void whatArrivedOrIsSupersededIsGoneAndTriesAreKept() {
    Letter first = letter("a", What.TRIGGERED);
    Letter second = letter("b", What.TRIGGERED);
    Letter third = letter("c", What.TRIGGERED);
    Letter again = new Letter("pd", third.news(), 3, NOON.plusSeconds(40));
    try (Desk desk = desk()) {
      AlertStore store = new AlertStore(desk.history);
      store.save("{}", List.of(first, second, third), List.of());
      store.remove(first);
      store.save("{}", List.of(), List.of(second));
      store.update(again);
      assertThat(store.load().letters()).containsExactly(again);
    }
  }

  private Desk desk() {
    return Desk.in(folder.resolve("h.db")).later(Duration.ZERO);
  }

  private static Letter letter(String scope, What what) {
    Alert alert =
        new Alert(
            new Name("r/" + scope, "holdfast/x/r/" + scope, AlertRule.SUSTAINED, scope),
            new Status(AlertState.FIRING, Severity.CRITICAL, AlertLevel.PAGE, NOON, NOON, Set.of()),
            new Story("it fails", "do", Explanation.UNKNOWN, Map.of("a", "b"), Map.of("c", "d")));
    return Letter.of("pd", new AlertChange(what, alert, NOON));
  }
}
