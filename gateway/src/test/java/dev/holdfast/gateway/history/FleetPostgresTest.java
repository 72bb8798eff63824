package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.gateway.fleet.Fleet.Meeting;
import dev.holdfast.gateway.fleet.Order;
import dev.holdfast.gateway.fleet.Telling;
import dev.holdfast.gateway.relay.Rig;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Gateways that meet in a real PostgreSQL. */
@EnabledIfSystemProperty(named = "holdfast.postgres", matches = "true")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FleetPostgresTest {
  private static final Duration ROUND = Duration.ofSeconds(10);

  @RegisterExtension static final Postgres SERVER = new Postgres();

  private static Desk desk() {
    return SERVER.desk().later(ROUND);
  }

  private static Telling telling(String from, int calls) {
    Tally tally = new Tally();
    tally.failed(Desk.NOON, 529, calls);
    Pulse pulse = tally.gauges.snapshot(Desk.NOON.plusSeconds(5)).pulse(Instant.MIN);
    return new Telling(
        "gw", from, pulse, Set.of(new OpenBreaker("/v1/messages", "opus-5")), Set.of("k"));
  }

  private static Telling silence(String from) {
    return telling(from, 0);
  }

  @Test
  void whatOneTellsTheOtherHearsOnce() {
    try (Desk first = desk();
        Desk second = desk()) {
      FleetStore one = new FleetStore(first.history, "hearing", "one");
      FleetStore two = new FleetStore(second.history, "hearing", "two");
      one.meet(telling("a", 3));
      one.meet(telling("a", 4));
      Meeting meeting = two.meet(silence("b"));
      assertThat(meeting.heard()).containsExactly(telling("a", 3), telling("a", 4));
      assertThat(two.meet(silence("b")).heard()).isEmpty();
      assertThat(one.meet(silence("a")).heard()).hasSize(2);
      FleetStore elsewhere = new FleetStore(second.history, "elsewhere", "two");
      assertThat(elsewhere.meet(silence("c")).heard()).isEmpty();
    }
  }

  @Test
  void oneLeadsUntilItsConnectionIsGone() throws Exception {
    try (Desk first = desk();
        Desk second = desk()) {
      FleetStore one = new FleetStore(first.history, "leading", "one");
      FleetStore two = new FleetStore(second.history, "leading", "two");
      assertThat(one.meet(silence("a")).leads()).isTrue();
      assertThat(two.meet(silence("b")).leads()).isFalse();
      assertThat(two.meet(silence("b")).leader()).isEqualTo("one");
      one.save("{\"kept\": 1}", List.of(), List.of());
      assertThat(two.meet(silence("b")).memory()).isEqualTo("{\"kept\": 1}");
      assertThatThrownBy(() -> two.save("{}", List.of(), List.of()))
          .isInstanceOf(IllegalStateException.class);
      SERVER.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
              + " AND classid = 1752132708 AND granted");
      Rig.until(() -> two.meet(silence("b")).leads(), "the server has let it go");
      assertThat(two.meet(silence("b")).leader()).isEqualTo("two");
      assertThat(two.load().memory()).isEqualTo("{\"kept\": 1}");
      assertThatThrownBy(() -> one.save("{}", List.of(), List.of()))
          .as("its connection is dead")
          .isInstanceOf(IllegalStateException.class);
      first.later(ROUND).later(ROUND);
      assertThatThrownBy(() -> one.save("{}", List.of(), List.of()))
          .as("another connection has no lock")
          .hasMessageContaining("another gateway may lead");
      assertThat(one.meet(silence("a")).leads()).isFalse();
    }
  }

  @Test
  void whoClosesGivesTheLeadAway() {
    Desk first = desk();
    try (Desk second = desk()) {
      FleetStore two = new FleetStore(second.history, "closing", "two");
      assertThat(new FleetStore(first.history, "closing", "one").meet(silence("a")).leads())
          .isTrue();
      assertThat(two.meet(silence("b")).leads()).isFalse();
      first.close();
      assertThat(two.meet(silence("b")).leads()).isTrue();
    }
  }

  @Test
  void aLeaderThatSaysNothingIsLetGoByTheServer() throws Exception {
    try (Desk first = desk()) {
      FleetStore one = new FleetStore(first.history, "idle", "one");
      assertThat(one.meet(silence("a")).leads()).isTrue();
      String idle =
          first
              .history
              .change(handle ->
                  handle.createQuery("SHOW idle_session_timeout").mapTo(String.class).one())
              .get();
      assertThat(idle).isEqualTo("1min");
    }
  }

  @Test
  void ordersWaitUntilWhatCameOfThemIsKept() {
    try (Desk first = desk();
        Desk second = desk()) {
      FleetStore one = new FleetStore(first.history, "orders", "one");
      FleetStore two = new FleetStore(second.history, "orders", "two");
      one.meet(silence("a"));
      two.meet(silence("b"));
      Order deployed = new Order.Deployed(new Deploy("*", "v2", Desk.NOON));
      two.hand(deployed);
      two.hand(new Order.Acknowledge("key"));
      assertThat(two.meet(silence("b")).orders()).isEmpty();
      assertThat(one.meet(silence("a")).orders())
          .containsExactly(deployed, new Order.Acknowledge("key"));
      assertThat(one.meet(silence("a")).orders()).hasSize(2);
      two.hand(new Order.Close("key"));
      one.save("{}", List.of(), List.of());
      assertThat(one.meet(silence("a")).orders()).containsExactly(new Order.Close("key"));
    }
  }

  @Test
  void whatIsUsualIsThatOfAll() {
    try (Desk first = desk();
        Desk second = desk()) {
      first.tally.answered(first.now(), 7);
      second.tally.answered(second.now(), 5);
      first.later(ROUND);
      second.later(ROUND);
      FleetStore one = new FleetStore(first.history, "usual", "one");
      Gauges all = new Gauges();
      one.usual(all, first.now());
      Instant tomorrow = first.now().plus(Duration.ofDays(1));
      assertThat(all.snapshot(tomorrow).over(Duration.ofDays(2)).calls()).isEqualTo(12);
    }
  }

  @Test
  void whatAnotherVersionWroteIsLeftOut() throws Exception {
    try (Desk first = desk()) {
      FleetStore one = new FleetStore(first.history, "strange", "one");
      one.meet(silence("a"));
      SERVER.sql(
          "INSERT INTO fleet_telling (env, source, body) VALUES ('strange', 'x', 'no JSON')");
      SERVER.sql(
          "INSERT INTO fleet_order (env, body) VALUES ('strange', '{\"order\": \"dance\"}')");
      Meeting meeting = one.meet(silence("a"));
      assertThat(meeting.heard()).isEmpty();
      assertThat(meeting.orders()).isEmpty();
    }
  }
}
