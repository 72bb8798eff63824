package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key has the same alias after a restart, and another one in another history. */
class SaltTest {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private Desk desk(String file) {
    return Desk.in(folder.resolve(file));
  }

  private String alias(String file) {
    try (Desk desk = desk(file).later(MOMENT)) {
      return desk.aliases.of("sk-ant-1");
    }
  }

  @Test
  void theSameHistoryTheSameAliases() {
    String first = alias("history.db");
    assertThat(first).hasSize(8).isEqualTo(alias("history.db")).isNotEqualTo(alias("other.db"));
  }

  @Test
  void aHistoryThatCannotBeReadKeepsNobodyFromHavingAName() throws Exception {
    String before = alias("history.db");
    Path file = folder.resolve("history.db");
    Path away = Files.move(file, folder.resolve("away.db"));
    Files.writeString(file, "no database, but long enough to be looked at as if it were one");
    try (Desk desk = desk("history.db").later(MOMENT)) {
      String alias = desk.aliases.of("sk-ant-1");
      assertThat(alias).hasSize(8).isNotEqualTo(before);
      Files.delete(file);
      Files.move(away, file);
      desk.later(MOMENT);
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.aliases.of("sk-ant-1")).as("not in the midst of a life").isEqualTo(alias);
    }
    assertThat(alias("history.db")).isEqualTo(before);
  }

  @Test
  void aNewFileInTheMidstOfALifeTakesOverItsSalt() throws Exception {
    String first;
    try (Desk desk = desk("history.db").later(MOMENT)) {
      first = desk.aliases.of("sk-ant-1");
      for (String part : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(folder.resolve("history.db" + part));
      }
      desk.later(MOMENT).later(MOMENT);
      assertThat(desk.history.state().on()).isTrue();
    }
    assertThat(alias("history.db")).isEqualTo(first);
  }
}
