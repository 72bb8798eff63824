package dev.holdfast.situation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.backtest.BackTestReport.Half;
import dev.holdfast.situation.backtest.Planted.Kind;
import dev.holdfast.upstream.Posts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The matching over an archive: a small one of our own, or others that are named with {@code
 * -Dholdfast.backtest=FILE,FILE}.
 */
class BackTest {
  private static final int YES = 6;

  private static final BackTestReport OWN =
      new BackTestReport(
          History.json(Posts.file("/dev/holdfast/situation/backtest/archive.json")),
          new History(List.of()));

  private static final Half NEWER = OWN.halves().get(1);

  @Test
  void theOlderHalfChoosesTheThresholdThatIsInForce() {
    assertThat(OWN.threshold()).isEqualTo(YES);
  }

  @Test
  void theNewerHalfIsToldApart() {
    Score score = NEWER.score(Blindfold.NONE);
    assertThat(score.recall(YES)).isGreaterThan(0.9);
    assertThat(score.precision(EnumSet.allOf(Kind.class), YES)).isGreaterThan(0.9);
    for (Kind own : EnumSet.of(Kind.OWN_KEY, Kind.OWN_NETWORK, Kind.OTHER_PRODUCT)) {
      assertThat(score.count(own)).as("%s planted", own).isPositive();
      assertThat(score.said(own, YES)).as("%s taken for an incident", own).isZero();
    }
  }

  @Test
  void withoutModelNamesFaultsOfOtherModelsCannotBeTold() {
    Score score = NEWER.score(Blindfold.MODELS);
    assertThat(score.recall(YES)).isGreaterThan(0.9);
    assertThat(score.said(Kind.OTHER_MODEL, YES)).isGreaterThan(0.1);
    assertThat(NEWER.score(Blindfold.NONE).said(Kind.OTHER_MODEL, YES)).isLessThan(0.1);
  }

  @Test
  void withoutComponentsTheTextDecides() {
    Score score = NEWER.score(Blindfold.COMPONENTS);
    assertThat(score.recall(YES)).isGreaterThan(0.8);
    assertThat(score.precision(BackTestReport.BY_PAGE, YES)).isGreaterThan(0.9);
  }

  @Test
  @EnabledIfSystemProperty(named = "holdfast.backtest", matches = ".+")
  void printsAReportOnOtherArchives() throws IOException {
    String report = BackTestReport.of(System.getProperty("holdfast.backtest").split(","));
    System.out.print(report);
    Files.writeString(Path.of("target/backtest.md"), report);
  }
}
