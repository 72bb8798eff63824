package dev.holdfast.situation;

import static dev.holdfast.situation.IncidentMatch.Strength.NO;
import static dev.holdfast.situation.IncidentMatch.Strength.POSSIBLE;
import static dev.holdfast.situation.IncidentMatch.Strength.YES;
import static dev.holdfast.upstream.Component.Status.DEGRADED_PERFORMANCE;
import static dev.holdfast.upstream.Component.Status.OPERATIONAL;
import static dev.holdfast.upstream.Component.Status.PARTIAL_OUTAGE;
import static dev.holdfast.upstream.Incident.Status.IDENTIFIED;
import static dev.holdfast.upstream.Incident.Status.INVESTIGATING;
import static dev.holdfast.upstream.Incident.Status.MONITORING;
import static dev.holdfast.upstream.Posts.T0;
import static dev.holdfast.upstream.Posts.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.IncidentMatch.Pin;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Posts;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentMatchTest {
  private static final Set<Symptom> ERRORS = Set.of(Symptom.ERRORS);

  /** Errors on one family from so many minutes after T0. */
  private static LocalFault fault(String family, int minute) {
    return new LocalFault(at(minute), Set.of(family), ERRORS, 0);
  }

  private static LocalFault fault(String family, Symptom symptom) {
    return new LocalFault(T0, Set.of(family), Set.of(symptom), 0);
  }

  private static Instant at(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  private static IncidentMatch match(
      Component.Status api, Incident incident, LocalFault fault, Instant now) {
    return IncidentMatch.all(Posts.status(now, api, incident), fault, Map.of(), now).get(0);
  }

  private static IncidentMatch match(Incident incident, LocalFault fault) {
    return match(DEGRADED_PERFORMANCE, incident, fault, at(45));
  }

  // The shapes of real incidents, told in our own words.

  @Test
  void errorsOnTheNamedModelFromBeforeThePostAreTheIncident() {
    Incident posted =
        incident("Failing requests on Opus 5, Fable 5", "api", "claude.ai")
            .post(0, INVESTIGATING, "We see elevated errors on Opus 5 and Fable 5.")
            .build();
    IncidentMatch match = match(posted, fault("opus-5", -15));
    assertThat(match.score()).isEqualTo(10);
    assertThat(match.strength()).isEqualTo(YES);
    assertThat(match.reasons())
        .containsExactly(
            "+2 lists the API",
            "+3 names opus-5, which fails here",
            "+2 tells the same symptom",
            "+1 goes on",
            "+2 posted 15 min after your first errors");
  }

  @Test
  void anIncidentOfOtherProductsIsNot() {
    Incident code = incident("Elevated errors in Claude Code and Cowork", "code").build();
    IncidentMatch match = match(code, fault("opus-5", -15));
    assertThat(match.score()).isEqualTo(2);
    assertThat(match.strength()).isEqualTo(NO);
    assertThat(match.reasons()).contains("at most 2: does not list the API");
  }

  @Test
  void delayedCreditsAreNot() {
    Incident credits = incident("Delayed credits").build();
    assertThat(match(credits, fault("opus-5", -5)).strength()).isEqualTo(NO);
  }

  @Test
  void theSuspensionOfAnotherModelIsNot() {
    Incident suspended =
        incident("Fable 5 and Mythos 5 are suspended", "api").created(at(-3000)).build();
    IncidentMatch match = match(suspended, fault("sonnet-5", -5));
    assertThat(match.reasons()).contains("-4 is about other models");
    assertThat(match.strength()).isEqualTo(NO);
  }

  @Test
  void theSuspensionOfThisModelIsWhenItIsRefused() {
    Incident suspended = incident("Fable 5 is suspended", "api").build();
    LocalFault refused = fault("fable-5", Symptom.MODEL_GONE);
    assertThat(match(suspended, refused).reasons()).contains("+3 tells the same rare symptom");
    LocalFault other = fault("sonnet-5", Symptom.MODEL_GONE);
    assertThat(match(suspended, other).reasons()).contains("-2 tells another symptom");
  }

  @Test
  void anIncidentThatReachesTheApiLaterMatchesFromThen() {
    LocalFault unauthenticated = fault("opus-5", Symptom.AUTH);
    Incident before =
        incident("Claude.ai cannot be reached", "claude.ai")
            .post(0, INVESTIGATING, "Claude.ai does not load.")
            .build();
    assertThat(match(OPERATIONAL, before, unauthenticated, at(5)).strength()).isEqualTo(NO);
    Incident after =
        incident("Claude.ai cannot be reached, errors on the API", "claude.ai", "api")
            .post(0, INVESTIGATING, "Claude.ai does not load.")
            .post(10, IDENTIFIED, "The API has elevated errors, and logging in fails.")
            .build();
    IncidentMatch match = match(PARTIAL_OUTAGE, after, unauthenticated, at(11));
    assertThat(match.score()).isEqualTo(9);
    assertThat(match.strength()).isEqualTo(YES);
  }

  // The table, piece by piece.

  @ParameterizedTest(name = "onset {0} min after the post: {1}")
  @CsvSource({"-61, 0", "-60, 2", "0, 2", "30, 2", "31, 0"})
  void theOnsetIsNearThePost(int minute, int points) {
    Incident posted = incident("Trouble", "api").build();
    LocalFault near = fault("opus-5", 0);
    int without = match(posted, near).score() - 2;
    assertThat(match(posted, fault("opus-5", minute)).score()).isEqualTo(without + points);
  }

  @Test
  void aLaterOnsetCountsWhenAPostNearItTakesTheModelIn() {
    Incident widened =
        incident("Errors on Opus 5", "api")
            .post(0, INVESTIGATING, "We look into it.")
            .post(100, IDENTIFIED, "Sonnet 5 also shows errors.")
            .build();
    String reason = "+1 was widened about when errors began here";
    assertThat(match(DEGRADED_PERFORMANCE, widened, fault("sonnet-5", 90), at(105)).reasons())
        .contains(reason);
    assertThat(match(DEGRADED_PERFORMANCE, widened, fault("opus-5", 90), at(105)).reasons())
        .as("named all along")
        .doesNotContain(reason);
    assertThat(match(DEGRADED_PERFORMANCE, widened, fault("sonnet-5", 170), at(175)).reasons())
        .as("too long after")
        .doesNotContain(reason);
  }

  @Test
  void aLaterOnsetCountsWhenItIsFoundNotToBeOver() {
    Incident again =
        incident("Errors on Opus 5", "api")
            .post(0, INVESTIGATING, "We look into it.")
            .post(40, MONITORING, "A remedy is in.")
            .post(100, IDENTIFIED, "It is back.")
            .build();
    assertThat(match(DEGRADED_PERFORMANCE, again, fault("opus-5", 90), at(105)).reasons())
        .contains("+1 was widened about when errors began here", "+1 goes on")
        .noneMatch(reason -> reason.startsWith("-1"));
  }

  @Test
  void anOnsetAfterTheFixSpeaksAgainstIt() {
    Incident watched =
        incident("Errors on Opus 5", "api")
            .post(0, INVESTIGATING, "We look into it.")
            .post(10, MONITORING, "A remedy is in.")
            .post(20, MONITORING, "Still watching.")
            .build();
    assertThat(match(watched, fault("opus-5", 15)).reasons())
        .contains("-1 was being watched already when errors began here");
    assertThat(match(watched, fault("opus-5", 5)).reasons()).noneMatch(r -> r.startsWith("-1"));
  }

  @Test
  void anOldIncidentThatFellSilentIsPossibleAtMost() {
    Incident old =
        incident("Errors on Opus 5", "api")
            .post(0, IDENTIFIED, "We work on it.")
            .post(60, IDENTIFIED, "Opus 5 is also slow.")
            .build();
    LocalFault fault = fault("opus-5", 0);
    assertThat(match(DEGRADED_PERFORMANCE, old, fault, at(25 * 60)).strength()).isEqualTo(POSSIBLE);
    assertThat(match(DEGRADED_PERFORMANCE, old, fault, at(23 * 60)).strength()).isEqualTo(YES);
    assertThat(match(DEGRADED_PERFORMANCE, old, fault, at(6 * 60)).strength()).isEqualTo(YES);
  }

  @ParameterizedTest(name = "{0}, {1} fails: {2}")
  @CsvSource({
    "Trouble on Opus 5, opus-5, 3",
    "Trouble on Opus 5, sonnet-5, -4",
    "Trouble on several models, opus-5, 1",
    "Trouble, opus-5, 1",
    "Trouble on models other than Opus 5, opus-5, -4"
  })
  void modelsCount(String title, String family, int points) {
    assertThat(match(incident(title, "api").build(), fault(family, 0)).score())
        .isEqualTo(2 + 2 + 1 + points);
  }

  @ParameterizedTest(name = "{0}, {1} here: {2}")
  @CsvSource({
    "Elevated errors, ERRORS, 2",
    "Service unavailable, ERRORS, 2",
    "Logging in fails, AUTH, 3",
    "Unexpected rate limiting, QUOTA, 3",
    "Slow answers, SLOW, 2",
    "Degraded performance, SLOW, 2",
    "Elevated errors, AUTH, -2",
    "Slow answers, ERRORS, 0",
    "Elevated errors, SLOW, 0",
    "Trouble, ERRORS, 0"
  })
  void symptomsCount(String title, Symptom symptom, int points) {
    assertThat(match(incident(title, "api").build(), fault("opus-5", symptom)).score())
        .isEqualTo(2 + 2 + 1 + 1 + points);
  }

  @Test
  void errorsFromBetweenSpeakAgainstAnyIncident() {
    Incident vague = incident("Trouble", "api").build();
    LocalFault between = new LocalFault(T0, Set.of("opus-5"), ERRORS, 0.8);
    assertThat(match(vague, between).score())
        .isEqualTo(match(vague, fault("opus-5", 0)).score() - 4);
    assertThat(match(vague, new LocalFault(T0, Set.of("opus-5"), ERRORS, 0.79)).score())
        .isEqualTo(match(vague, fault("opus-5", 0)).score());
  }

  /** Points alone called one's own network, and one's own key, a known incident. */
  @Test
  void whatContradictsLeavesThePerfectIncidentPossibleAtMost() {
    Incident perfect = incident("Errors on Opus 5", "api").build();
    LocalFault between = new LocalFault(T0, Set.of("opus-5"), ERRORS, 1);
    assertThat(match(perfect, between).strength()).isEqualTo(POSSIBLE);
    assertThat(match(perfect, fault("opus-5", Symptom.AUTH)).strength()).isEqualTo(POSSIBLE);
  }

  @Test
  void anEmptyListLetsTheTextDecide() {
    assertThat(match(incident("Errors on the API").build(), fault("opus-5", 0)).reasons())
        .contains("+1 names the API or a model");
    assertThat(match(incident("Errors on Opus 5").build(), fault("opus-5", 0)).strength())
        .isEqualTo(YES);
  }

  /** Without this every posted trouble of the chat looked like ours: no list, "errors", now. */
  @Test
  void anEmptyListWithATextAboutOtherProductsIsCapped() {
    assertThat(match(incident("Elevated errors on Claude.ai").build(), fault("opus-5", 0)).score())
        .isEqualTo(2);
  }

  /** The list drags the API along while it works: not ours, however well the rest fits. */
  @Test
  void aListThatDragsTheApiAlongIsCapped() {
    Incident bulk = incident("Errors uploading to Google Drive", "api", "claude.ai").build();
    assertThat(match(OPERATIONAL, bulk, fault("opus-5", 0), at(5)).strength()).isEqualTo(NO);
    assertThat(match(DEGRADED_PERFORMANCE, bulk, fault("opus-5", 0), at(5)).strength())
        .isEqualTo(YES);
  }

  @Test
  void thePointsMakeThreeStrengths() {
    assertThat(List.of(3, 4, 5, 6).stream().map(IncidentMatch.Strength::of))
        .containsExactly(NO, POSSIBLE, POSSIBLE, YES);
  }

  @Test
  void theBestComesFirstAndOfEqualsTheNewest() {
    Incident opus = incident("Errors on Opus 5", "api").build();
    Incident vague = incident("Trouble", "api").build();
    Incident newer = incident("Trouble again", "api").created(at(5)).build();
    List<IncidentMatch> all =
        IncidentMatch.all(
            Posts.status(at(10), PARTIAL_OUTAGE, vague, newer, opus),
            fault("opus-5", 0),
            Map.of(),
            at(10));
    assertThat(all)
        .extracting(match -> match.incident().name())
        .containsExactly("Errors on Opus 5", "Trouble again", "Trouble");
  }

  @Test
  void aPersonKnowsBetter() {
    Incident opus = incident("Errors on Opus 5", "api").build();
    Incident code = incident("Claude Code crashes", "code").build();
    Map<String, Pin> pins = Map.of(opus.id(), Pin.NOT_SAME, code.id(), Pin.SAME);
    List<IncidentMatch> all =
        IncidentMatch.all(
            Posts.status(at(5), PARTIAL_OUTAGE, opus, code), fault("opus-5", 0), pins, at(5));
    assertThat(all.get(0).incident()).isEqualTo(code);
    assertThat(all).extracting(IncidentMatch::strength).containsExactly(YES, NO);
    assertThat(all.get(0).reasons()).containsExactly("a person says it is the same");
  }

  @Test
  void nothingMatchesWhileNothingFails() {
    Incident opus = incident("Errors on Opus 5", "api").build();
    List<IncidentMatch> all =
        IncidentMatch.all(Posts.status(at(5), PARTIAL_OUTAGE, opus), null, Map.of(), at(5));
    assertThat(all.get(0).strength()).isEqualTo(NO);
    assertThat(all.get(0).concernsApi()).isTrue();
  }

  @Test
  void anIncidentWithoutATimeIsWeighedWithoutIt() {
    Incident undated =
        new Incident(
            "x",
            dev.holdfast.upstream.Impact.MAJOR,
            new Incident.Course(INVESTIGATING, null, null, null),
            List.of(Posts.component("api", PARTIAL_OUTAGE)),
            new dev.holdfast.upstream.Story("Errors on Opus 5", List.of()));
    assertThat(match(undated, fault("opus-5", 0)).score()).isEqualTo(8);
  }
}
