package dev.holdfast.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Errors on Claude Opus 5 | opus 5
          opus 4.7 fails | opus 4.7
          errors on claude-sonnet-4-5-20250929 | sonnet 4.5
          Claude Sonnet 4.0 and Claude 4 Sonnet | sonnet 4
          3.5 Sonnet is slow | sonnet 3.5
          October Claude 3.5 Sonnet and 3.7 Sonnet | sonnet 3.5, sonnet 3.7
          Claude 3.5 Sonnet 0620 | sonnet 3.5
          claude-3-5-sonnet-20241022 | sonnet 3.5
          errors with haiku | haiku
          the Haiku family of models | haiku
          Claude Opus and Sonnet 4.6 | opus 4.6, sonnet 4.6
          Opus, Sonnet and Haiku 4.5 | haiku 4.5, opus, sonnet 4.5
          Opus 4.6, 4.7 and 4.8 | opus 4.6, opus 4.7, opus 4.8
          Claude 1.0, 1.1, and 1.2 | claude 1, claude 1.1, claude 1.2
          claude-2.1 and claude-instant-1.2 | claude 2.1, instant 1.2
          Claude Zephyr 6 fails | zephyr 6
          Opus 4.6 Fast Mode | opus 4.6
          Haiku 4.5 was failing from 4:53 to 5:36 | haiku 4.5
          Sonnet 12:30 UTC | sonnet
          Opus 15 minutes ago | opus
          Opus at 0.4% | opus
          Claude Code 2.1.27 leaks memory | ''
          Claude Code v2.1.120 and Claude Desktop 1.1 | ''
          Claude Max 20x | ''
          magnum opusculum, haikusome | ''
          """)
  void findsModelsInProse(String text, String models) {
    assertThat(ModelNames.in(text).stream().map(ModelName::toString).sorted())
        .isEqualTo(
            models.isEmpty()
                ? java.util.List.of()
                : java.util.Arrays.stream(models.split(", ")).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "none",
      value = {
        "opus-5, opus 5",
        "sonnet-4-5, sonnet 4.5",
        "sonnet-4, sonnet 4",
        "3-5-sonnet, sonnet 3.5",
        "3-7-sonnet-latest, sonnet 3.7",
        "3-opus, opus 3",
        "instant-1.2, instant 1.2",
        "2.1, claude 2.1",
        "zephyr-6, zephyr 6",
        "anthropic.claude-opus-4-6-v1:0, opus 4.6",
        "anthropic/claude-opus-4.6, opus 4.6",
        "mistral-large, none",
        "-, none"
      })
  void knowsTheFamiliesOfTheEngine(String family, String name) {
    ModelName model = ModelName.of(family);
    assertThat(model == null ? null : model.toString()).isEqualTo(name);
  }

  @Test
  void aKindWithoutVersionCoversAllOfIt() {
    ModelName opus = new ModelName("opus", null);
    assertThat(opus.covers(new ModelName("Opus", "4.7"))).isTrue();
    assertThat(new ModelName("opus", "4.7").covers(opus)).isTrue();
    assertThat(new ModelName("opus", "4.7").covers(new ModelName("opus", "4.8"))).isFalse();
    assertThat(opus.covers(new ModelName("sonnet", null))).isFalse();
  }

  @Test
  void isQuickOnALongText() {
    String text = "Opus, ".repeat(1_300) + "and Sonnet 4.6";
    assertThat(ModelNames.in(text)).extracting(ModelName::kind).contains("opus", "sonnet");
    assertThat(
            ModelNames.in("claude-".repeat(1_000)).stream()
                .map(ModelName::toString)
                .collect(Collectors.joining()))
        .isEmpty();
  }
}
