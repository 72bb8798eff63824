package dev.holdfast.upstream;

import static dev.holdfast.upstream.Component.Status.DEGRADED_PERFORMANCE;
import static dev.holdfast.upstream.Component.Status.OPERATIONAL;
import static dev.holdfast.upstream.Component.Status.PARTIAL_OUTAGE;
import static dev.holdfast.upstream.Component.Status.UNKNOWN;
import static dev.holdfast.upstream.Indicator.AMBER;
import static dev.holdfast.upstream.Indicator.GREEN;
import static dev.holdfast.upstream.Indicator.RED;
import static dev.holdfast.upstream.Posts.T0;
import static dev.holdfast.upstream.Posts.incident;
import static dev.holdfast.upstream.Posts.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamStatusTest {
  @ParameterizedTest
  @CsvSource({
    "OPERATIONAL, GREEN",
    "DEGRADED_PERFORMANCE, AMBER",
    "PARTIAL_OUTAGE, RED",
    "MAJOR_OUTAGE, RED",
    "UNDER_MAINTENANCE, AMBER",
    "UNKNOWN, AMBER"
  })
  void theComponentSetsTheLight(Component.Status component, Indicator light) {
    assertThat(status(T0, component).light("opus-5", T0)).isEqualTo(light);
  }

  @ParameterizedTest
  @CsvSource({
    "MINOR, AMBER",
    "MAJOR, RED",
    "CRITICAL, RED",
    "MAINTENANCE, AMBER",
    "UNKNOWN, AMBER",
    "NONE, GREEN"
  })
  void anOpenIncidentRaisesIt(Impact impact, Indicator light) {
    Incident listed = incident("Trouble", "api").impact(impact).build();
    assertThat(status(T0, OPERATIONAL, listed).light("opus-5", T0)).isEqualTo(light);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Errors on Opus 5, AMBER",
    "Errors on the API, AMBER",
    "Errors on Claude.ai, GREEN",
    "Elevated errors, GREEN"
  })
  void withoutTheApiInItsListTheTextDecides(String title, Indicator light) {
    Incident unlisted = incident(title).build();
    assertThat(status(T0, OPERATIONAL, unlisted).light("opus-5", T0)).isEqualTo(light);
  }

  @Test
  void aListThatDragsTheApiAlongIsANotice() {
    Incident bulk = incident("Uploads to Google Drive fail", "api", "claude.ai").build();
    assertThat(status(T0, OPERATIONAL, bulk).light("opus-5", T0)).isEqualTo(GREEN);
    assertThat(status(T0, DEGRADED_PERFORMANCE, bulk).light("opus-5", T0)).isEqualTo(AMBER);
  }

  @Test
  void otherModelsDoNotCount() {
    Incident opus = incident("Errors on Opus 5", "api").impact(Impact.MAJOR).build();
    UpstreamStatus status = status(T0, PARTIAL_OUTAGE, opus);
    assertThat(status.light("opus-5", T0)).isEqualTo(RED);
    assertThat(status.light("sonnet-5", T0)).as("all of it is explained").isEqualTo(GREEN);
    assertThat(status.light("-", T0)).as("no model in the call").isEqualTo(RED);
    assertThat(status.light(Set.of("sonnet-5", "haiku-4-5"), T0)).isEqualTo(GREEN);
    assertThat(status.light(Set.of("sonnet-5", "opus-5"), T0)).isEqualTo(RED);
    assertThat(status.light(Set.of(), T0)).isEqualTo(RED);
  }

  @Test
  void aComponentThatNoIncidentExplainsCounts() {
    Incident chat = incident("Errors on Opus 5 in chat", "claude.ai").build();
    assertThat(status(T0, PARTIAL_OUTAGE, chat).light("sonnet-5", T0)).isEqualTo(RED);
    Incident opus = incident("Errors on Opus 5", "api").build();
    Incident vague = incident("Trouble", "api").build();
    assertThat(status(T0, PARTIAL_OUTAGE, opus, vague).light("sonnet-5", T0)).isEqualTo(RED);
  }

  @Test
  void closedIncidentsAreNotOpen() {
    Incident over =
        incident("Errors on Opus 5", "api").post(5, Incident.Status.RESOLVED, "Over.").build();
    assertThat(status(T0, OPERATIONAL, over).open()).isEmpty();
    UpstreamStatus past = status(T0, OPERATIONAL).past(Posts.page(OPERATIONAL, over));
    assertThat(past.closed()).containsExactly(over);
    assertThat(past.light("opus-5", T0)).isEqualTo(GREEN);
  }

  @Test
  void anIncidentOfUnknownStatusIsOpenUntilItHasAnEnd() {
    Incident.Course course = new Incident.Course(Incident.Status.UNKNOWN, T0, null, null);
    Story story = new Story("Trouble", List.of());
    assertThat(new Incident("a", Impact.MINOR, course, List.of(), story).open()).isTrue();
    Incident.Course ended = new Incident.Course(Incident.Status.UNKNOWN, T0, null, T0);
    assertThat(new Incident("a", Impact.MINOR, ended, List.of(), story).open()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, FRESH, GREEN",
    "90, FRESH, GREEN",
    "91, STALE, UNKNOWN",
    "300, STALE, UNKNOWN",
    "301, UNKNOWN, UNKNOWN",
    "-60, FRESH, GREEN",
    "-3600, UNKNOWN, UNKNOWN"
  })
  void aLightGoesOutAfterNinetySeconds(long age, Freshness freshness, Indicator light) {
    UpstreamStatus status = status(T0, OPERATIONAL);
    assertThat(status.freshness(T0.plusSeconds(age))).isEqualTo(freshness);
    assertThat(status.light("opus-5", T0.plusSeconds(age))).isEqualTo(light);
  }

  @Test
  void neverReadIsUnknown() {
    UpstreamStatus unread = UpstreamStatus.unread("status.test");
    assertThat(unread.light("opus-5", T0)).isEqualTo(Indicator.UNKNOWN);
    assertThat(unread.light(Set.of(), T0)).isEqualTo(Indicator.UNKNOWN);
    assertThat(unread.unchanged(T0).light("opus-5", T0)).isEqualTo(Indicator.UNKNOWN);
    assertThat(unread.status()).isEqualTo(UNKNOWN);
  }

  @Test
  void aPageWithoutTheApiIsUnknown() {
    StatusDocument.Page other = new StatusDocument.Page(List.of(), List.of(), List.of());
    UpstreamStatus status = UpstreamStatus.unread("a").read(other, "a", T0);
    assertThat(status.light("opus-5", T0)).isEqualTo(Indicator.UNKNOWN);
  }

  @Test
  void theApiIsFoundByItsNameToo() {
    assertThat(new Component("other", "API (API.anthropic.com)", OPERATIONAL).isApi()).isTrue();
    assertThat(new Component(Posts.API, "Renamed", OPERATIONAL).isApi()).isTrue();
    assertThat(new Component("other", "Claude Code", OPERATIONAL).isApi()).isFalse();
  }

  @Test
  void aFailedLookLetsItAgeAndAnUnchangedOneKeepsItFresh() {
    UpstreamStatus status = status(T0, OPERATIONAL);
    UpstreamStatus failed = status.failed("b.test", false, "no route");
    assertThat(failed.look()).isEqualTo(new UpstreamStatus.Look("b.test", T0, false, "no route"));
    assertThat(failed.light("opus-5", T0.plusSeconds(91))).isEqualTo(Indicator.UNKNOWN);
    UpstreamStatus again = failed.unchanged(T0.plus(Duration.ofMinutes(2)));
    assertThat(again.look().trouble()).isNull();
    assertThat(again.light("opus-5", T0.plusSeconds(200))).isEqualTo(GREEN);
  }
}
