package dev.holdfast.gateway.dashboard;

import static dev.holdfast.situation.Level.ELEVATED;
import static dev.holdfast.situation.Level.HIGH;
import static dev.holdfast.situation.Level.NO_TRAFFIC;
import static dev.holdfast.situation.Level.QUIET;
import static dev.holdfast.upstream.Indicator.AMBER;
import static dev.holdfast.upstream.Indicator.GREEN;
import static dev.holdfast.upstream.Indicator.RED;
import static dev.holdfast.upstream.Indicator.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Row;
import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.situation.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each row of the table looks like: the line of {@code /situation.txt}, the tab's title, the
 * page's verdict. {@code -Dholdfast.golden.write=true} writes the files anew.
 */
class GoldenTest {
  private static final Path FILES =
      Path.of("src/test/resources/dev/holdfast/gateway/dashboard/golden");

  /** The compiler asks for a new row here. */
  private static Sky sky(Row row) {
    return switch (row) {
      case R02 ->
          with(
              new Sky(UNKNOWN, HIGH, 3),
              s -> {
                s.between = 1;
                s.reachable = false;
              });
      case R03 -> with(new Sky(GREEN, HIGH, 3), s -> s.between = 0.9);
      case R04 -> new Sky(RED, HIGH, 3).posted(Strength.YES);
      case R04_FEW -> new Sky(AMBER, ELEVATED, 3).posted(Strength.YES);
      case R05 -> with(new Sky(GREEN, HIGH, 40), s -> s.resolved = ago(12));
      case R06 -> new Sky(RED, HIGH, 3).posted(Strength.NO);
      case R07 -> new Sky(AMBER, HIGH, 3).posted(Strength.POSSIBLE);
      case R08 -> new Sky(AMBER, ELEVATED, 3).posted(Strength.NO);
      case R09 -> with(new Sky(RED, QUIET, 5), s -> s.recovery = new Recovery(true, 20, 20));
      case R10 -> new Sky(AMBER, QUIET, 60).posted(Strength.NO);
      case R01A_POSTED -> new Sky(RED, NO_TRAFFIC, 60).posted(Strength.NO);
      case R01A -> new Sky(AMBER, NO_TRAFFIC, 60);
      case R01B -> new Sky(UNKNOWN, NO_TRAFFIC, 60);
      case R01C -> new Sky(GREEN, NO_TRAFFIC, 60);
      case R11 -> where(3, Where.Kind.ONE_KEY, "billing-2");
      case R12 -> new Sky(GREEN, HIGH, 14);
      case R13 -> where(15, Where.Kind.ONE_MODEL, "opus-5");
      case R14_OPEN -> with(new Sky(GREEN, HIGH, 15), s -> s.open = true);
      case R14 -> new Sky(GREEN, HIGH, 15);
      case R15 -> new Sky(GREEN, ELEVATED, 3);
      case R16 -> new Sky(GREEN, QUIET, 60);
      case R17_OPEN -> with(new Sky(UNKNOWN, HIGH, 3), s -> s.open = true);
      case R17 -> new Sky(UNKNOWN, HIGH, 3);
      case R18 -> new Sky(UNKNOWN, QUIET, 60);
      case R18_FEW -> new Sky(UNKNOWN, ELEVATED, 3);
    };
  }

  private static Sky with(Sky sky, Consumer<Sky> change) {
    change.accept(sky);
    return sky;
  }

  private static Sky where(int minutes, Where.Kind kind, String name) {
    return with(new Sky(GREEN, HIGH, minutes), s -> s.where = new Where(kind, name));
  }

  private static Instant ago(int minutes) {
    return Sky.NOW.minus(Duration.ofMinutes(minutes));
  }

  private static String name(Row row) {
    return row.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".html";
  }

  @ParameterizedTest
  @EnumSource(Row.class)
  void aRowLooksAsItDid(Row row) throws IOException {
    Situation situation = sky(row).situation();
    assertThat(situation.row()).isEqualTo(row);
    Html verdict = new Html(false);
    BandPart.verdict(verdict, situation);
    String drawn = situation.line() + "\n" + Layout.title(situation) + "\n" + verdict + "\n";
    Path file = FILES.resolve(name(row));
    if (Boolean.getBoolean("holdfast.golden.write")) {
      Files.createDirectories(FILES);
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
  }

  @Test
  void noFileIsLeftOfARowThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Row.values()).map(GoldenTest::name).toList());
    }
  }

  @Test
  void aFrameHasTheVerdictAndNeitherFormNorScriptNorKey() {
    String page = EmbedPage.page(sky(Row.R04).situation());
    assertThat(page)
        .contains("Known incident: Errors &amp; delays on Claude Opus 5.", "FALL BACK")
        .contains("Do now: ")
        .doesNotContain("<script", "<form", "billing-2");
  }
}
