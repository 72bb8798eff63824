package dev.holdfast.lab.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which fault a request meets, told the time and the dice. */
class FaultDeskTest {
  private static final String MESSAGES = "/v1/messages";

  private final FaultDesk desk = new FaultDesk(new SplittableRandom(1));

  @Test
  void withoutRulesNothing() {
    assertThat(choose(0, null)).isEqualTo("none");
  }

  @Test
  void eachNamedCallWalksTheSequenceForItself() {
    desk.post(FaultRule.of("529x2"));
    assertThat(List.of(choose(0, "a"), choose(0, "b"), choose(0, "a"), choose(0, "a")))
        .containsExactly("529", "529", "529", "none");
  }

  @Test
  void unnamedRequestsWalkItTogether() {
    desk.post(FaultRule.of("529x2"));
    assertThat(List.of(choose(0, null), choose(0, null), choose(0, null)))
        .containsExactly("529", "529", "none");
  }

  @Test
  void theNewestRuleIsAskedFirstAndTheScriptLast() {
    desk.script(List.of(FaultRule.of("500*")));
    desk.post(FaultRule.of("502"));
    desk.post(FaultRule.of("503"));
    assertThat(List.of(choose(0, null), choose(0, null), choose(0, null)))
        .containsExactly("503", "502", "500");
    desk.clear();
    assertThat(choose(0, null)).isEqualTo("500");
  }

  @Test
  void aWindowIncludesItsStartAndExcludesItsEnd() {
    Window window = Window.of(Duration.ofSeconds(10), Duration.ofSeconds(5));
    desk.post(FaultRule.of("529*").withWindow(window));
    assertThat(IntStream.of(9, 10, 14, 15).mapToObj(second -> choose(second, null)))
        .containsExactly("none", "529", "529", "none");
  }

  @Test
  void modelsAndPathsAreMatched() {
    Match opus = new Match("/v1/messages", List.of("claude-opus-*", "x.y"));
    desk.post(FaultRule.of("529*").withMatch(opus));
    Duration now = Duration.ZERO;
    assertThat(desk.needsModel(now)).isTrue();
    assertThat(desk.choose(now, null, MESSAGES, "claude-opus-5").text()).isEqualTo("529");
    assertThat(desk.choose(now, null, MESSAGES, "xzy").text()).isEqualTo("none");
    assertThat(desk.choose(now, null, "/v1/models", "claude-opus-5").text()).isEqualTo("none");
    assertThat(desk.choose(now, null, MESSAGES, "").text()).isEqualTo("none");
  }

  @Test
  void aShareIsAShareAndTheSameForTheSameSeed() {
    List<String> first = thousand(new FaultDesk(new SplittableRandom(7)));
    List<String> second = thousand(new FaultDesk(new SplittableRandom(7)));
    assertThat(first).isEqualTo(second);
    assertThat(first.stream().filter("529"::equals).count()).isCloseTo(450, within(50L));
  }

  @Test
  void connectionsAreRefusedByTheirOwnRulesOnly() {
    desk.post(FaultRule.of("close-on-acceptx2"));
    assertThat(choose(0, null)).isEqualTo("none");
    assertThat(IntStream.range(0, 3).mapToObj(i -> desk.refuses(Duration.ZERO)))
        .containsExactly(true, true, false);
  }

  private String choose(int second, @Nullable String call) {
    return desk.choose(Duration.ofSeconds(second), call, MESSAGES, "").text();
  }

  private static List<String> thousand(FaultDesk desk) {
    desk.post(FaultRule.of("529*").withShare(0.45));
    return IntStream.range(0, 1000)
        .mapToObj(i -> desk.choose(Duration.ZERO, null, MESSAGES, "").text())
        .toList();
  }
}
