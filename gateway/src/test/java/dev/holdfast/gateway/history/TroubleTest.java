package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import dev.holdfast.gateway.history.Occurrence.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a file that somebody locks: it is said, and made up for afterwards. */
class TroubleTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private String file() {
    return folder.resolve("history.db").toString();
  }

  /** With a parameter of the driver's, which ours has no use for. */
  private Desk with(String parameter) {
    Store store = new Store("jdbc:sqlite:" + file() + parameter, Path.of(file()));
    return Desk.at(new GatewayConfig.History(store, 400));
  }

  @Test
  void aFullDiskIsSaidAndNothingIsTold() throws Exception {
    try (Desk desk = with("?max_page_count=60")) {
      String long10kB = "x".repeat(10_000);
      for (int i = 0; i < 40; i++) {
        desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", i + long10kB));
      }
      desk.tally.answered(desk.now(), 5);
      desk.later(TEN);
      assertThat(desk.history.state().reason()).isEqualTo("the disk is full");
      assertThat(desk.history.dropped()).as("it waits").isZero();
    }
    try (Desk desk = with("")) {
      desk.later(TEN);
      assertThat(desk.history.state().on()).as("there is room again").isTrue();
    }
  }

  @Test
  void aLockedFileIsSaidAndMadeUpFor() throws Exception {
    try (Desk desk = with("?busy_timeout=1")) {
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        desk.tally.answered(desk.now(), 5);
        desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", "told while locked"));
        desk.later(TEN);
        assertThat(desk.history.state().reason()).isEqualTo("another program has locked it");
        statement.execute("ROLLBACK");
      }
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number("SELECT SUM(n) FROM rollup_1m")).isEqualTo(5);
      assertThat(desk.number("SELECT COUNT(*) FROM event")).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeWrittenIsLeftOutAndTheRestIsNot() throws Exception {
    try (Desk desk = with("")) {
      desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", "before"));
      desk.history.later((handle, run) ->
          handle.execute("INSERT INTO incident (id, name) VALUES ('no impact', 'x')"));
      desk.history.tell(Occurrence.info(desk.now(), Kind.OTHER, "-", "after"));
      desk.later(TEN);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number("SELECT COUNT(*) FROM event")).isEqualTo(2);
      assertThat(desk.history.dropped()).isEqualTo(1);
    }
  }
}
