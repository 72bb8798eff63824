package dev.holdfast.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Component.Status;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Incident.Course;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a component was down, out of incidents that may overlap. */
class OutagesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant NOW = at(600);
  private static final Component API = api(Status.OPERATIONAL);

  private static Component api(Status status) {
    return new Component("api", "Claude API", status);
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private static Incident incident(Impact impact, int from, Integer to, Update... updates) {
    Incident.Status status = to == null ? Incident.Status.INVESTIGATING : Incident.Status.RESOLVED;
    Course course = new Course(status, at(from), null, to == null ? null : at(to));
    return new Incident("i" + from, impact, course, List.of(API), new Story("x", List.of(updates)));
  }

  private static Update sets(int minute, Status status) {
    return new Update(Incident.Status.IDENTIFIED, "", at(minute), List.of(api(status)));
  }

  private static Outages of(Incident... incidents) {
    return new Outages("api", List.of(incidents), NOW);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void overlappingIncidentsCountOnce() {
    Outages outages =
        of(
            incident(Impact.MINOR, 0, 60),
            incident(Impact.MAJOR, 30, 90),
            incident(Impact.MINOR, 40, 50),
            incident(Impact.MINOR, 200, 210));
    assertThat(outages.within(NOON, NOW)).isEqualTo(minutes(100));
    assertThat(outages.within(at(45), at(205))).isEqualTo(minutes(50));
  }

  @Test
  void whatGoesOnLastsUntilNow() {
    assertThat(of(incident(Impact.MINOR, 590, null)).within(NOON, NOW)).isEqualTo(minutes(10));
  }

  @Test
  void postsSayHowLongAndHowBad() {
    Outages outages =
        of(
            incident(
                Impact.MINOR,
                0,
                120,
                sets(10, Status.MAJOR_OUTAGE),
                sets(20, Status.DEGRADED_PERFORMANCE),
                sets(30, Status.OPERATIONAL)));
    assertThat(outages.within(NOON, NOW)).isEqualTo(minutes(20));
    assertThat(outages.worst(at(10), at(20))).isEqualTo(Status.MAJOR_OUTAGE);
    assertThat(outages.worst(at(20), at(30))).isEqualTo(Status.DEGRADED_PERFORMANCE);
    assertThat(outages.worst(at(30), NOW)).isEqualTo(Status.OPERATIONAL);
  }

  @Test
  void withoutSuchPostsTheImpactHasToDo() {
    assertThat(of(incident(Impact.CRITICAL, 0, 10)).worst(NOON, NOW))
        .isEqualTo(Status.MAJOR_OUTAGE);
    assertThat(of(incident(Impact.MINOR, 0, 10)).worst(NOON, NOW))
        .isEqualTo(Status.DEGRADED_PERFORMANCE);
  }

  @Test
  void noticesAndOthersDoNotCount() {
    assertThat(of(incident(Impact.NONE, 0, 10)).within(NOON, NOW)).isZero();
    assertThat(new Outages("other", List.of(incident(Impact.MAJOR, 0, 10)), NOW).within(NOON, NOW))
        .isZero();
  }
}
