package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.Occurrence.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is there again, once, whatever happens in between. */
class HistoryTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final String MINUTES = "SELECT COALESCE(SUM(n), 0) FROM rollup_1m";
  private static final String HOURS = "SELECT COALESCE(SUM(n), 0) FROM rollup_1h";
  private static final String DAYS = "SELECT COALESCE(SUM(n), 0) FROM rollup_1d";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("state/holdfast/history.db");
  }

  @Test
  void countsAreWrittenByMinute() throws HistoryOff {
    try (Desk desk = Desk.in(file())) {
      desk.tally.answered(desk.now(), 3).failed(desk.now(), 529, 2);
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number(MINUTES)).isEqualTo(5);
      assertThat(desk.number("SELECT n FROM minutes WHERE code = '529'")).isEqualTo(2);
    }
  }

  @Test
  void minutesThatAreWrittenAgainAreNotCountedTwice() throws HistoryOff {
    try (Desk desk = Desk.in(file())) {
      for (int i = 1; i <= 30; i++) {
        desk.tally.answered(desk.now(), 1);
        desk.later(TEN);
        assertThat(desk.number(MINUTES)).isEqualTo(i);
      }
    }
  }

  @Test
  void eachLifeCountsForItself() throws HistoryOff {
    for (int life = 1; life <= 3; life++) {
      try (Desk desk = Desk.in(file())) {
        desk.tally.answered(desk.now(), 10);
        desk.later(TEN);
        assertThat(desk.number(MINUTES)).as("in the same minute").isEqualTo(10L * life);
      }
    }
  }

  @Test
  void sumsOfHoursAndDaysAreThoseOfTheirMinutes() throws HistoryOff {
    try (Desk desk = Desk.in(file())) {
      for (int hour = 0; hour < 50; hour++) {
        desk.tally.answered(desk.now(), 7);
        desk.later(Duration.ofHours(1));
      }
      assertThat(desk.number(MINUTES)).isEqualTo(350);
      assertThat(desk.number(HOURS)).as("the last may still grow").isEqualTo(49 * 7);
      assertThat(desk.number(DAYS)).as("12 and 24 of the 50 hours").isEqualTo(36 * 7);
    }
  }

  @Test
  void minutesThatCouldNotBeWrittenAreWrittenLater() throws Exception {
    Files.createDirectories(file().getParent().getParent());
    Files.writeString(file().getParent(), "a file where the folder should be");
    try (Desk desk = Desk.in(file())) {
      for (int minute = 0; minute < 150; minute++) {
        desk.tally.answered(desk.now(), 1);
        desk.later(Duration.ofMinutes(1));
      }
      assertThat(desk.history.state().on()).isFalse();
      Files.delete(file().getParent());
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number(MINUTES)).isEqualTo(150);
    }
  }

  @Test
  void aFileThatIsTakenAwayIsMadeAgain() throws Exception {
    try (Desk desk = Desk.in(file())) {
      desk.tally.answered(desk.now(), 5);
      desk.later(TEN);
      Files.delete(file());
      desk.later(TEN);
      assertThat(desk.history.state().reason()).contains("gone");
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number(MINUTES)).as("all this life has counted").isEqualTo(5);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "these are my notes, not a database; ".repeat(100));
    try (Desk desk = Desk.in(file())) {
      desk.later(TEN);
      assertThat(desk.history.state().on()).isFalse();
      assertThat(desk.history.state().reason()).contains("move it away");
      assertThatThrownBy(() -> desk.number(MINUTES)).isInstanceOf(HistoryOff.class);
    }
    assertThat(Files.readString(file())).startsWith("these are my notes");
  }

  @Test
  void theFeedIsReadInOrderAndFromWhereOneWas() throws HistoryOff {
    try (Desk desk = Desk.in(file())) {
      for (int i = 1; i <= 5; i++) {
        desk.history.tell(Occurrence.info(desk.now(), Kind.DEPLOY, "svc", "v" + i));
      }
      desk.later(TEN);
      Feed feed = new Feed(desk.history);
      List<Feed.Line> all = feed.after(0, 100);
      assertThat(all)
          .extracting(line -> line.occurrence().title())
          .containsExactly("v1", "v2", "v3", "v4", "v5");
      assertThat(feed.after(all.get(3).id(), 100)).containsExactly(all.get(4));
      assertThat(feed.since(desk.now().minus(TEN), 2)).containsExactly(all.get(4), all.get(3));
    }
  }

  @Test
  void ofTooMuchThatWaitsTheOldestGoes() {
    try (Desk desk = Desk.in(file())) {
      for (int i = 0; i < 10_005; i++) {
        desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", "" + i));
      }
      assertThat(desk.history.dropped()).isEqualTo(5);
    }
  }

  @Test
  void whereNoneIsWantedNothingIsWritten() {
    try (Desk desk = Desk.at(GatewayConfig.History.OFF)) {
      desk.history.start();
      desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", "unheard"));
      assertThat(desk.history.state().on()).isFalse();
      assertThatThrownBy(() -> desk.number(MINUTES)).hasMessage("history off: not wanted");
    }
  }

  @Test
  void inMemoryItIsTheSame() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory());
        Desk other = Desk.at(GatewayConfig.History.memory())) {
      desk.tally.answered(desk.now(), 3);
      desk.later(TEN);
      other.later(TEN);
      assertThat(desk.number(MINUTES)).isEqualTo(3);
      assertThat(other.number(MINUTES)).as("of its own").isZero();
    }
  }
}
