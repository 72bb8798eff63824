package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import dev.holdfast.gateway.history.Occurrence.Kind;
import dev.holdfast.gateway.history.Sums.Step;
import dev.holdfast.gateway.history.Sums.Sum;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same history in PostgreSQL, where several gateways share it. Starting a server takes longer
 * than all other tests of this room, so that it is asked for: {@code -Dholdfast.postgres=true}.
 */
@EnabledIfSystemProperty(named = "holdfast.postgres", matches = "true")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PostgresTest {
  @RegisterExtension static final Postgres SERVER = new Postgres();

  @Test
  void severalGatewaysWriteOneHistory() throws Exception {
    int calls = 0;
    try (Desk one = SERVER.desk();
        Desk other = SERVER.desk()) {
      for (int hour = 0; hour < 30; hour++) {
        one.tally.answered(one.now(), 2);
        other.tally.failed(other.now(), 529, 3);
        calls += 5;
        one.later(Duration.ofHours(1));
        other.later(Duration.ofHours(1));
        assertThat(other.history.state().reason()).isNull();
      }
      Instant week = one.now().minus(Duration.ofDays(7));
      assertThat(one.number("SELECT SUM(n) FROM rollup_1m")).isEqualTo(calls);
      Sums sums = new Sums(other.history);
      assertThat(sums.between(week, one.now(), Step.DAY).stream().mapToLong(Sum::count).sum())
          .isEqualTo(calls);
      assertThat(sums.between(week, one.now(), Step.HOUR).stream().mapToLong(Sum::count).sum())
          .isEqualTo(calls);
      theRestIsKeptToo(one);
    }
  }

  @Test
  void aKeyHasTheSameAliasAtAllOfThemAndInEachLife() {
    String first;
    try (Desk one = SERVER.desk().later(Duration.ofSeconds(10));
        Desk other = SERVER.desk().later(Duration.ofSeconds(10))) {
      first = one.aliases.of("sk-ant-1");
      assertThat(other.aliases.of("sk-ant-1")).isEqualTo(first).hasSize(8);
    }
    try (Desk later = SERVER.desk().later(Duration.ofSeconds(10))) {
      assertThat(later.aliases.of("sk-ant-1")).isEqualTo(first);
    }
  }

  private static void theRestIsKeptToo(Desk desk) throws Exception {
    desk.history.tell(Occurrence.info(desk.now(), Kind.DEPLOY, "svc", "v1"));
    desk.later(Duration.ofSeconds(10));
    assertThat(new Feed(desk.history).after(0, 10))
        .extracting(line -> line.occurrence().title())
        .contains("v1");
    assertThat(new AlertStore(desk.history).load().memory()).isNull();
    assertThat(new Incidents(desk.history).page(desk.now(), 10)).isEmpty();
  }

  @Test
  void connectionsThatAreCutAreMadeAgain() throws Exception {
    try (Desk desk = SERVER.desk()) {
      desk.later(Duration.ofSeconds(10));
      SERVER.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'holdfast'");
      desk.history.tell(Occurrence.info(desk.now(), Kind.DEPLOY, "svc", "v2"));
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.history.state().on()).isFalse();
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.history.state().on()).isTrue();
      assertThat(desk.number("SELECT COUNT(*) FROM event WHERE title = 'v2'")).isEqualTo(1);
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    Store nowhere = new Store("jdbc:postgresql://127.0.0.1:1/none?user=u", null);
    try (Desk desk = Desk.at(new GatewayConfig.History(nowhere, 400))) {
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.history.state().reason()).isEqualTo("PostgreSQL does not answer");
    }
  }
}
