package dev.holdfast.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.alert.Silence;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gateway.fleet.Order;
import dev.holdfast.gateway.page.PagerView.Role;
import dev.holdfast.gateway.relay.Rig;
import dev.holdfast.lab.sink.LabSinks;
import dev.holdfast.lab.sink.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several gateways, of which one calls humans for all. */
class FleetTest {
  private static final String KEY = "holdfast/default/sustained-5xx/v1/messages";

  private final LabSinks sinks = LabSinks.start(0);
  private final Meadow meadow = new Meadow();
  private final World one = world("one");
  private final World two = world("two");

  private World world(String name) {
    return new World(sinks, meadow.gate(name), SinkConfig.Type.PAGERDUTY);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    sinks.close();
  }

  /** Time passes for both, and each has its own answers. */
  private void pass(Duration time, int first, int second) {
    for (long i = 0; i < time.toSeconds(); i++) {
      one.second(first);
      two.second(second);
    }
  }

  private void minutes(int minutes, int first, int second) {
    pass(Duration.ofMinutes(minutes), first, second);
  }

  private List<String> actions() {
    return sinks.told().stream()
        .filter(Told::taken)
        .map(told ->
            told.body().path("event_action").asText()
                + " "
                + told.body().path("dedup_key").asText())
        .toList();
  }

  private void told(String... actions) {
    Rig.until(() -> actions().size() >= actions.length, "the sink was told");
    assertThat(actions()).containsExactly(actions);
    // A sink knows before the courier has read its answer: who is cut off then leaves the letter.
    Rig.until(meadow::delivered, "so does the store");
  }

  private static List<String> keys(World world) {
    return world.pager.alerts().stream()
        .filter(alert -> alert.state().open())
        .map(alert -> alert.name().key())
        .toList();
  }

  @Test
  void oneLeadsAndTheOtherKnows() {
    minutes(1, 200, 200);
    assertThat(one.pager.view().lead()).isEqualTo(new PagerView.Lead(Role.LEADS, "one"));
    assertThat(two.pager.view().lead()).isEqualTo(new PagerView.Lead(Role.FOLLOWS, "one"));
    minutes(6, 500, 500);
    told("trigger " + KEY);
    assertThat(keys(two)).containsExactly(KEY).isEqualTo(keys(one));
    minutes(8, 200, 200);
    told("trigger " + KEY, "resolve " + KEY);
    assertThat(keys(two)).isEmpty();
  }

  @Test
  void whatOnlyAFollowerSeesIsPagedBySomebody() {
    minutes(1, 200, 200);
    minutes(6, 200, 500);
    told("trigger " + KEY);
    Alert alert = one.pager.alerts().get(0);
    assertThat(alert.story().summary()).as("a half of all attempts").contains("50 %");
    minutes(8, 200, 200);
    told("trigger " + KEY, "resolve " + KEY);
  }

  @Test
  void theFirstToRecoverDoesNotEndTheAlertOfAll() {
    minutes(1, 200, 200);
    minutes(6, 500, 500);
    told("trigger " + KEY);
    minutes(20, 200, 500);
    assertThat(keys(one)).containsExactly(KEY);
    assertThat(actions()).hasSize(1);
    minutes(8, 200, 200);
    told("trigger " + KEY, "resolve " + KEY);
  }

  @Test
  void anotherGoesOnWhenTheLeaderIsGone() {
    minutes(1, 500, 500);
    minutes(3, 500, 500);
    meadow.away("one", true);
    one.close();
    two.pass(Duration.ofSeconds(130), 500);
    assertThat(two.pager.view().lead()).isEqualTo(new PagerView.Lead(Role.LEADS, "two"));
    told("trigger " + KEY);
    assertThat(two.pager.alerts().get(0).status().since())
        .as("it began when the first one led")
        .isEqualTo(World.BEGIN);
    two.recovery();
    told("trigger " + KEY, "resolve " + KEY);
  }

  @Test
  void aTriggerOfTheLeaderBeforeIsNotToldAgainAndItsLettersArrive() {
    sinks.faults("pagerduty", "500x*");
    minutes(7, 500, 500);
    Rig.until(() -> !sinks.told().isEmpty(), "it was tried");
    meadow.away("one", true);
    one.close();
    sinks.faults("pagerduty", "");
    two.pass(Duration.ofMinutes(5), 500);
    Rig.until(() -> sinks.openIncidents().equals(List.of(KEY)), "the letter arrived");
    two.recovery();
    Rig.until(() -> sinks.openIncidents().isEmpty(), "so did its end");
    assertThat(sinks.incidents()).as("one that may have been told twice").isEqualTo(1);
  }

  @Test
  void whoCannotMeetLeadsNoMoreAndLooksAtItsOwnCallsAfterAMinute() {
    minutes(7, 500, 500);
    told("trigger " + KEY);
    meadow.away("one", true);
    minutes(1, 200, 200);
    assertThat(two.pager.view().lead().role()).isEqualTo(Role.LEADS);
    minutes(1, 200, 200);
    assertThat(one.pager.view().lead()).isEqualTo(new PagerView.Lead(Role.ALONE, "one"));
    minutes(8, 200, 200);
    told("trigger " + KEY, "resolve " + KEY);
    minutes(7, 500, 200);
    told("trigger " + KEY, "resolve " + KEY, "trigger " + KEY + "/one");
    meadow.away("one", false);
    pass(Duration.ofSeconds(20), 500, 200);
    assertThat(one.pager.view().lead()).isEqualTo(new PagerView.Lead(Role.FOLLOWS, "two"));
    told("trigger " + KEY, "resolve " + KEY, "trigger " + KEY + "/one", "resolve " + KEY + "/one");
  }

  @Test
  void aDatabaseThatIsAwayKeepsNobodyAsleep() {
    minutes(1, 200, 200);
    meadow.away("one", true);
    meadow.away("two", true);
    minutes(8, 500, 200);
    told("trigger " + KEY + "/one");
    assertThat(two.pager.view().lead().role()).isEqualTo(Role.ALONE);
    meadow.away("one", false);
    meadow.away("two", false);
    minutes(1, 500, 200);
    Rig.until(() -> sinks.openIncidents().equals(List.of(KEY)), "the leader took over");
    assertThat(keys(one)).as("known to all, by the counts of the last quarter").contains(KEY);
  }

  @Test
  void whatIsSilencedForAllIsSoForEachAndWhatEachIsToldMeanwhileForAll() throws Exception {
    minutes(1, 200, 200);
    Silence before =
        new Silence("s1", Map.of("rule", "sustained-5xx"), one.now().plusSeconds(7200), "ana");
    one.pager.order(new Order.Silenced(before));
    pass(Duration.ofSeconds(10), 200, 200);
    meadow.away("one", true);
    meadow.away("two", true);
    minutes(8, 500, 500);
    assertThat(keys(one)).containsExactly(KEY + "/one");
    assertThat(keys(two)).containsExactly(KEY + "/two");
    Silence meanwhile =
        new Silence("s2", Map.of("rule", "auth-401"), two.now().plusSeconds(7200), "ben");
    two.pager.order(new Order.Silenced(meanwhile));
    one.pager.order(new Order.Deployed(new Deploy("*", "v3", one.now())));
    meadow.away("one", false);
    meadow.away("two", false);
    pass(Duration.ofSeconds(30), 200, 200);
    assertThat(sinks.told()).as("nobody was called").isEmpty();
    for (World each : List.of(one, two)) {
      assertThat(each.pager.view().silences()).containsExactlyInAnyOrder(before, meanwhile);
      assertThat(each.pager.view().deploys()).hasSize(1);
    }
  }

  @Test
  void ordersToAFollowerReachTheLeader() throws Exception {
    minutes(7, 500, 500);
    told("trigger " + KEY);
    assertThat(two.pager.order(new Order.Acknowledge("nothing"))).isFalse();
    Deploy deploy = new Deploy("*", "v2", two.now());
    assertThat(two.pager.order(new Order.Deployed(deploy))).isTrue();
    Silence silence =
        new Silence("s1", Map.of("rule", "sustained-5xx"), two.now().plusSeconds(600), "ana");
    assertThat(two.pager.order(new Order.Silenced(silence))).isTrue();
    assertThat(two.pager.view().silences()).as("at once").containsExactly(silence);
    pass(Duration.ofSeconds(20), 500, 500);
    assertThat(one.pager.view().silences()).containsExactly(silence);
    assertThat(one.pager.view().deploys()).containsExactly(deploy);
    assertThat(two.pager.view().deploys()).containsExactly(deploy);
    assertThat(two.pager.order(new Order.Unsilenced("s1"))).isTrue();
    assertThat(two.pager.order(new Order.Close(KEY))).isTrue();
    pass(Duration.ofSeconds(10), 200, 200);
    told("trigger " + KEY, "resolve " + KEY);
    assertThat(one.pager.view().silences()).isEmpty();
  }

  @Test
  void aGatewayThatFailsAloneIsKnownToAll() {
    minutes(2, 200, 500);
    assertThat(one.pager.failing()).isEqualTo("two");
    assertThat(two.pager.failing()).isEqualTo("two");
    minutes(2, 500, 500);
    assertThat(one.pager.failing()).isNull();
    minutes(2, 500, 200);
    assertThat(two.pager.failing()).isEqualTo("one");
    minutes(2, 200, 200);
    assertThat(two.pager.failing()).isNull();
  }

  @Test
  void behindTheOpenBreakerOfAnyOfThemSilenceIsNoGoodNews() {
    minutes(1, 200, 200);
    minutes(2, 200, 500);
    two.around = Surroundings.NONE.open(Set.of(new OpenBreaker("/v1/messages", "opus-5")));
    for (int i = 0; i < 600; i++) {
      one.skip(Duration.ofSeconds(1));
      two.skip(Duration.ofSeconds(1));
      if (i % 10 == 9) {
        one.pager.look(one.now());
        two.pager.look(two.now());
      }
    }
    assertThat(one.pager.alerts()).hasSize(1);
    assertThat(actions()).isEmpty();
  }
}
