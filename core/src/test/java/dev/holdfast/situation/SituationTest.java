package dev.holdfast.situation;

import static dev.holdfast.situation.IncidentMatch.Strength.NO;
import static dev.holdfast.situation.IncidentMatch.Strength.POSSIBLE;
import static dev.holdfast.situation.IncidentMatch.Strength.YES;
import static dev.holdfast.situation.Level.ELEVATED;
import static dev.holdfast.situation.Level.HIGH;
import static dev.holdfast.situation.Level.NO_TRAFFIC;
import static dev.holdfast.situation.Level.QUIET;
import static dev.holdfast.situation.Scene.NOW;
import static dev.holdfast.upstream.Indicator.AMBER;
import static dev.holdfast.upstream.Indicator.GREEN;
import static dev.holdfast.upstream.Indicator.RED;
import static dev.holdfast.upstream.Indicator.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.situation.Signals.Where.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SituationTest {
  private static final String STANDARD =
      "Let the fallback serve; add no retries. The primary is probed every 10 s.";
  private static final String WITHOUT =
      "Calls are held up to 15 s; queue or degrade the rest, add no retries.";
  private static final String BREAKER_DECIDES = "Retry within the budget; the breaker decides.";

  /** A row, how to get there, and its words with and without a fallback. */
  private record Golden(
      Row row, String head, String verdict, String doNow, String without, Scene scene) {
    @Override
    public String toString() {
      return row + ": " + verdict;
    }
  }

  private static Golden golden(
      Row row, String head, String verdict, String doNow, String without, Scene scene) {
    return new Golden(row, head, verdict, doNow, without, scene);
  }

  private static Golden golden(Row row, String head, String verdict, String doNow, Scene scene) {
    return new Golden(row, head, verdict, doNow, doNow, scene);
  }

  private static Scene scene(Consumer<Scene> change) {
    Scene scene = new Scene();
    change.accept(scene);
    return scene;
  }

  static Stream<Golden> rows() {
    return Stream.of(posted(), unposted(), unread()).flatMap(golden -> golden);
  }

  private static Stream<Golden> posted() {
    return Stream.of(
        golden(
            Row.R04,
            "r04 fall-back known 10",
            "Known incident: Elevated errors on Claude Opus 5.",
            STANDARD,
            WITHOUT,
            new Scene()
                .light(RED)
                .level(HIGH, 3)
                .incident("Elevated errors on Claude Opus 5", YES)),
        golden(
            Row.R04_FEW,
            "r04 fall-back known 10",
            "Known incident: Elevated errors on Claude Opus 5.",
            "Let the fallback serve each call that fails; add no retries.",
            "Queue or degrade each call that fails; add no retries.",
            new Scene()
                .light(AMBER)
                .level(ELEVATED, 3)
                .incident("Elevated errors on Claude Opus 5", YES)),
        golden(
            Row.R05,
            "r05 fall-back still-failing 10",
            "Anthropic posted Resolved 12 min ago; it still fails here.",
            STANDARD,
            WITHOUT,
            scene(s -> s.level(HIGH, 40).resolved = NOW.minusSeconds(720))),
        golden(
            Row.R06,
            "r06 fall-back possible 10",
            "API is red, but your errors look different.",
            "Let the fallback serve, and check your own side too.",
            "Calls are held up to 15 s; check your own side too.",
            new Scene().light(RED).level(HIGH, 3).incident("Errors on the API", NO)),
        golden(
            Row.R07,
            "r07 fall-back possible 10",
            "Incident posted; it matches your errors weakly.",
            "Let the fallback serve, and check your own side too.",
            "Calls are held up to 15 s; check your own side too.",
            new Scene().light(AMBER).level(HIGH, 3).incident("Errors on the API", POSSIBLE)),
        golden(
            Row.R08,
            "r08 fall-back possible 10",
            "Incident posted; a few of your calls fail.",
            "Your retries compete with everyone's: one retry, then fall back.",
            "Your retries compete with everyone's: one retry, then queue or degrade.",
            new Scene().light(AMBER).level(ELEVATED, 3).incident("Errors on the API", NO)),
        golden(
            Row.R09,
            "r09 return recovered 0",
            "Recovered for you; Anthropic has not posted Resolved.",
            "Return to the primary: calls go back as fast as they succeed."
                + " Resolved is typically posted 36 min late.",
            "Send normally again. Resolved is typically posted 36 min late.",
            scene(s -> s.light(RED).level(QUIET, 5).recovery = new Recovery(true, 20, 19))),
        golden(
            Row.R10,
            "r10 retry not-hitting-you 0",
            "Incident posted; no provider errors in your calls.",
            "Stay on the primary.",
            new Scene().light(AMBER).level(QUIET, 60)),
        golden(
            Row.R01A_POSTED,
            "r01a fall-back known 10",
            "API is red; no recent calls of yours to compare.",
            "Expect errors: let the fallback serve.",
            "Expect errors: queue or degrade what can wait.",
            new Scene().light(RED).level(NO_TRAFFIC, 60).incident("Errors on the API", NO)),
        golden(
            Row.R01A,
            "r01a fall-back possible 10",
            "API is amber; no recent calls of yours to compare.",
            "Expect errors: let the fallback serve.",
            "Expect errors: queue or degrade what can wait.",
            new Scene().light(AMBER).level(NO_TRAFFIC, 60)));
  }

  private static Stream<Golden> unposted() {
    return Stream.of(
        golden(
            Row.R03,
            "r03 fix local 20",
            "Errors come from between you and Anthropic.",
            "Check DNS, proxy, TLS and firewall; retrying will not help.",
            scene(s -> s.level(HIGH, 3).between = 0.8)),
        golden(
            Row.R01C,
            "r01c retry unknown 0",
            "Nothing posted; no recent calls of yours.",
            "Run a test call to check.",
            new Scene().level(NO_TRAFFIC, 60)),
        golden(
            Row.R11,
            "r11 fix local 20",
            "Only key billing-2 fails: your side.",
            "Check that key's workspace and limits: others are well on the same models.",
            scene(s -> s.level(HIGH, 3).where = new Where(Kind.ONE_KEY, "billing-2"))),
        golden(
            Row.R11,
            "r11 fix local 20",
            "Only version v42 fails: your side.",
            "Roll that version back: others are well on the same models.",
            scene(s -> s.level(ELEVATED, 3).where = new Where(Kind.ONE_VERSION, "v42"))),
        golden(
            Row.R11,
            "r11 fix local 20",
            "Only gateway gw-3 fails: your side.",
            "Check that gateway's host and network: others are well on the same models.",
            scene(s -> s.level(HIGH, 3).where = new Where(Kind.ONE_GATEWAY, "gw-3"))),
        golden(
            Row.R12,
            "r12 retry unconfirmed 0",
            "Looks upstream; not posted yet (median 13 min late).",
            BREAKER_DECIDES,
            scene(s -> s.level(HIGH, 14).where = new Where(Kind.ONE_MODEL, "opus-5"))),
        golden(
            Row.R13,
            "r13 retry narrow 0",
            "Only opus-5 fails, nothing posted: narrow upstream fault.",
            "Retry within the budget; others are well.",
            scene(s -> s.level(HIGH, 15).where = new Where(Kind.ONE_MODEL, "opus-5"))),
        golden(
            Row.R14_OPEN,
            "r14 fall-back unposted 10",
            "Everything fails, nothing posted for 15+ min: an outage.",
            STANDARD,
            WITHOUT,
            scene(s -> s.level(HIGH, 15).breakerOpen = true)),
        golden(
            Row.R14,
            "r14 retry unposted 0",
            "Everything fails, nothing posted for 15+ min: an outage.",
            "Treat it as an outage: retry within the budget; the breaker decides.",
            new Scene().level(HIGH, 15)),
        golden(
            Row.R15,
            "r15 retry none-posted 0",
            "A few errors, nothing posted.",
            "Retries handle them.",
            new Scene().level(ELEVATED, 3)),
        golden(Row.R16, "r16 retry all-clear 0", "All clear.", "Nothing to do.", new Scene()));
  }

  private static Stream<Golden> unread() {
    return Stream.of(
        golden(
            Row.R02,
            "r02 fix local-network 20",
            "Neither Anthropic nor its status page is reachable from here.",
            "Check DNS, proxy and egress; retrying will not help.",
            scene(s -> {
              s.light(UNKNOWN).level(HIGH, 3).between = 1;
              s.reachable = false;
            })),
        golden(
            Row.R01B,
            "r01b unknown unknown 30",
            "Status page not read yet; no recent calls of yours.",
            "Run a test call to check.",
            scene(s -> s.light(UNKNOWN).level(NO_TRAFFIC, 60).checked = null)),
        golden(
            Row.R17_OPEN,
            "r17 fall-back unknown 10",
            "Status page unreadable since 14:02 UTC; local data says upstream fails.",
            STANDARD,
            WITHOUT,
            scene(s -> {
              s.light(UNKNOWN).level(HIGH, 3).breakerOpen = true;
              s.checked = NOW.minusSeconds(240);
            })),
        golden(
            Row.R17,
            "r17 retry unknown 0",
            "Status page unreadable; local data says upstream fails.",
            BREAKER_DECIDES,
            scene(s -> {
              s.light(UNKNOWN).level(HIGH, 3).checked = null;
              s.trouble = "cannot connect";
            })),
        golden(
            Row.R18,
            "r18 retry unknown 0",
            "Status page unreadable since 14:02 UTC; your traffic is fine.",
            "Nothing to do.",
            scene(s -> s.light(UNKNOWN).level(QUIET, 3).checked = NOW.minusSeconds(240))),
        golden(
            Row.R18_FEW,
            "r18 retry unknown 0",
            "Status page unreadable since 14:02 UTC; a few calls fail.",
            "Retries handle them.",
            scene(s -> s.light(UNKNOWN).level(ELEVATED, 3).checked = NOW.minusSeconds(240))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void saysWhatTheRowSays(Golden golden) {
    Situation situation = golden.scene().situation();
    assertThat(situation.row()).isEqualTo(golden.row());
    assertThat(
            "%s %s %s %d"
                .formatted(
                    situation.row().id(),
                    situation.advice().slug(),
                    situation.cause().slug(),
                    situation.advice().exit()))
        .isEqualTo(golden.head());
    assertThat(situation.verdict()).isEqualTo(golden.verdict());
    assertThat(situation.doNow()).isEqualTo(golden.doNow());
    golden.scene().fallback = false;
    assertThat(golden.scene().situation().doNow()).isEqualTo(golden.without());
    assertThat(situation.sentence()).isEqualTo(golden.verdict() + " " + golden.doNow());
  }

  @Test
  void whoReadsNoPageIsNotToldThatItCannotBeRead() {
    Scene scene = scene(s -> s.light(UNKNOWN).level(QUIET, 3).checked = null);
    scene.host = "";
    assertThat(scene.situation().verdict())
        .isEqualTo("No status page configured; your traffic is fine.");
    assertThat(SituationJson.write(scene.situation()))
        .contains("\"checked\":null,\"host\":null,\"trouble\":null");
  }

  @Test
  void everyRowHasAGoldenSentence() {
    Set<Row> golden = rows().map(Golden::row).collect(Collectors.toSet());
    assertThat(golden).isEqualTo(EnumSet.allOf(Row.class));
  }

  @Test
  void aVerdictHasTwelveWordsAndWhatToDoTwenty() {
    String endless = "Very long name ".repeat(40) + "x".repeat(500);
    List<Situation> all = new ArrayList<>();
    for (Golden golden : rows().toList()) {
      for (boolean fallback : new boolean[] {true, false}) {
        Scene scene = golden.scene();
        scene.fallback = fallback;
        if (!scene.incidents.isEmpty()) {
          IncidentMatch first = scene.incidents.remove(0);
          scene.incident(endless, first.strength());
        }
        scene.where = new Where(scene.where.kind(), endless);
        all.add(scene.situation());
      }
    }
    assertThat(all)
        .allSatisfy(one -> {
          assertThat(words(one.verdict())).as(one.verdict()).isLessThanOrEqualTo(12);
          assertThat(words(one.doNow())).as(one.doNow()).isLessThanOrEqualTo(20);
          assertThat(one.verdict().length()).isLessThan(200);
        });
  }

  private static int words(String text) {
    return (int) Arrays.stream(text.split("\\s+")).filter(word -> !word.isBlank()).count();
  }

  @Test
  void itIsReadyToReturnOnlyAfterFiveQuietMinutesAndTwentyGoodSends() {
    Scene scene = new Scene().light(AMBER).level(QUIET, 4);
    scene.recovery = new Recovery(true, 20, 20);
    assertThat(scene.situation().row()).isEqualTo(Row.R10);
    scene.level(QUIET, 5);
    assertThat(scene.situation().row()).isEqualTo(Row.R09);
    scene.recovery = new Recovery(true, 20, 18);
    assertThat(scene.situation().row()).isEqualTo(Row.R10);
    scene.recovery = new Recovery(true, 19, 19);
    assertThat(scene.situation().row()).isEqualTo(Row.R10);
    scene.recovery = new Recovery(false, 20, 20);
    assertThat(scene.situation().row()).isEqualTo(Row.R10);
  }

  @Test
  void resolvedCountsForAnHour() {
    Scene scene = new Scene().level(HIGH, 90);
    scene.resolved = NOW.minusSeconds(3600);
    assertThat(scene.situation().row()).isEqualTo(Row.R05);
    scene.resolved = NOW.minusSeconds(3601);
    assertThat(scene.situation().row()).isEqualTo(Row.R14);
    scene.resolved = NOW.plusSeconds(1);
    assertThat(scene.situation().row()).isEqualTo(Row.R14);
  }

  @Test
  void aHighLevelOfUnknownAgeIsTakenAsYoung() {
    Scene scene = new Scene();
    scene.level = HIGH;
    scene.breakerOpen = true;
    assertThat(scene.situation().row()).isEqualTo(Row.R12);
  }

  @Test
  void theBestMatchDecides() {
    Scene scene =
        new Scene()
            .light(RED)
            .level(HIGH, 3)
            .incident("The one", YES)
            .incident("Another", POSSIBLE);
    assertThat(scene.situation().verdict()).isEqualTo("Known incident: The one.");
  }

  @Test
  void theScopeIsWhatFailsElseWhatIsPosted() {
    Scene scene = new Scene().light(RED).incident("Errors on Claude Sonnet 5", NO);
    assertThat(scene.situation().scope()).containsExactly("sonnet-5");
    scene.level(HIGH, 3);
    assertThat(scene.situation().scope()).containsExactly("opus-5");
    assertThat(new Scene().situation().scope()).isEmpty();
  }

  @Test
  void itFitsOneLine() {
    Scene scene = new Scene().light(RED).level(HIGH, 3).incident("Errors\non Opus 5", YES);
    scene.elsewhere = true;
    assertThat(scene.situation().line())
        .isEqualTo(
            "FALL BACK (known, r04, red): Known incident: Errors on Opus 5. "
                + STANDARD
                + " [An incident is posted on models you do not use.]");
    assertThat(new Scene().light(GREEN).situation().line())
        .isEqualTo("RETRY (all-clear, r16, green): All clear. Nothing to do.");
  }
}
