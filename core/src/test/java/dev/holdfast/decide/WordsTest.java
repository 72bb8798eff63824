package dev.holdfast.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The words that headers, logs and metrics show: they are an interface, and none stands for two.
 */
class WordsTest {
  @Test
  void wordsAreLowerCaseAndUnlikeOneAnother() {
    assertWords(Stream.of(Reason.values()).map(Reason::slug).toList(), Reason.values().length);
    assertWords(Stream.of(Trigger.values()).map(Trigger::slug).toList(), Trigger.values().length);
    assertWords(
        Stream.of(ErrorKind.values()).map(ErrorKind::slug).toList(), ErrorKind.values().length);
    assertWords(Stream.of(Origin.values()).map(Origin::slug).toList(), Origin.values().length);
    assertThat(Reason.BUDGET_SPENT.slug()).isEqualTo("budget-spent");
  }

  private static void assertWords(List<String> words, int all) {
    assertThat(words).allMatch(word -> word.matches("[a-z0-9]+([-_][a-z0-9]+)*"));
    assertThat(Set.copyOf(words)).hasSize(all);
  }

  @Test
  void sentencesSayDifferentThingsWithoutAFullStop() {
    List<String> sentences = Arrays.stream(Reason.values()).map(Reason::sentence).toList();
    assertThat(sentences)
        .allMatch(sentence -> sentence.matches(".{4,}[^.]"))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlySuccessAndLeavingAreNoFailure() {
    Set<Reason> good =
        Arrays.stream(Reason.values()).filter(r -> !r.failure()).collect(Collectors.toSet());
    assertThat(good).containsExactlyInAnyOrder(Reason.SUCCESS, Reason.CANCELLED);
  }
}
