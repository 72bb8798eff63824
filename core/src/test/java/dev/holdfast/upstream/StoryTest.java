package dev.holdfast.upstream;

import static dev.holdfast.upstream.Incident.Status.IDENTIFIED;
import static dev.holdfast.upstream.Incident.Status.INVESTIGATING;
import static dev.holdfast.upstream.Incident.Status.MONITORING;
import static dev.holdfast.upstream.Incident.Status.POSTMORTEM;
import static dev.holdfast.upstream.Posts.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.upstream.Scope.Reach;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryTest {
  private static Story titled(String title) {
    return incident(title).build().story();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Errors on Claude Opus 5 | opus-5 | NAMED
          Errors on Claude Opus 5 | opus-4-8 | OTHERS
          Errors on Claude Opus 5 | - | UNSAID
          Errors on Claude Opus 5 | mistral-large | OTHERS
          Errors on Opus | opus-4-8 | NAMED
          Errors on multiple models | opus-5 | EVERYTHING
          Errors across all Claude models | - | EVERYTHING
          Errors across Claude Models | haiku-4-5 | EVERYTHING
          Elevated errors | opus-5 | UNSAID
          Errors on models other than Opus 4.6 | opus-4-6 | OTHERS
          Errors on models other than Opus 4.6 | sonnet-4-6 | EVERYTHING
          Errors on non-Opus models | opus-5 | OTHERS
          Errors on non-Opus models | haiku-4-5 | EVERYTHING
          Errors on all models except for Haiku 4.5 | haiku-4-5 | OTHERS
          Several models fail, Opus 5 most | opus-5 | NAMED
          Errors on Sonnet; Haiku is not affected | haiku-4-5 | OTHERS
          """)
  void saysWhichModelsItIsAbout(String title, String family, Reach reach) {
    assertThat(titled(title).scope().reach(family)).isEqualTo(reach);
  }

  @Test
  void theLatestPostThatNamesModelsCounts() {
    Story story =
        incident("Errors on several models")
            .post(0, INVESTIGATING, "We are looking.")
            .post(9, IDENTIFIED, "The errors are on Claude Sonnet 5.")
            .post(20, IDENTIFIED, "A fix is on its way.")
            .build()
            .story();
    assertThat(story.scope().reach("sonnet-5")).isEqualTo(Reach.NAMED);
    assertThat(story.scope().touches("opus-5")).isFalse();
  }

  @Test
  void alsoAdds() {
    Story story =
        incident("Errors on Opus 5")
            .post(9, IDENTIFIED, "Sonnet 5 is also showing errors.")
            .build()
            .story();
    assertThat(story.scope().touches("opus-5")).isTrue();
    assertThat(story.scope().touches("sonnet-5")).isTrue();
  }

  @Test
  void primarilyDoesNotTakeBackSeveral() {
    Story story =
        incident("Errors on multiple models")
            .post(9, IDENTIFIED, "Elevated errors, primarily on Opus 5.")
            .build()
            .story();
    assertThat(story.scope().reach("opus-5")).isEqualTo(Reach.NAMED);
    assertThat(story.scope().reach("haiku-4-5")).isEqualTo(Reach.EVERYTHING);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "We resolve errors on Opus 5, and have seen both Sonnet 5 and Haiku 4.5 return to normal.",
        "Errors on Opus 5 go on, though success rates for Sonnet 5 have returned to normal.",
        "As of 12:00 UTC Sonnet 5 is now healthy. We are still working on Opus 5.",
        "Sonnet 5 has stabilized.",
        "Sonnet 5 is not affected."
      })
  void aModelThatIsWellAgainIsOut(String body) {
    Story story =
        incident("Errors on Opus 5 and Sonnet 5").post(9, IDENTIFIED, body).build().story();
    assertThat(story.scope().touches("opus-5")).isTrue();
    assertThat(story.scope().touches("sonnet-5")).isFalse();
  }

  @Test
  void aModelNotYetWellIsIn() {
    Story story =
        incident("Errors on Opus 5")
            .post(9, IDENTIFIED, "Opus 5 has not yet recovered.")
            .build()
            .story();
    assertThat(story.scope().reach("opus-5")).isEqualTo(Reach.NAMED);
  }

  @Test
  void whatIsWatchedAfterTheFixKeepsItsModels() {
    Story story =
        incident("Errors on Opus 5")
            .post(9, MONITORING, "Opus 5 has recovered; we are watching.")
            .build()
            .story();
    assertThat(story.scope().reach("opus-5")).isEqualTo(Reach.NAMED);
  }

  @Test
  void whenTheLastModelIsWellTheIncidentKeepsIt() {
    Story story =
        incident("Errors on Opus 5").post(9, IDENTIFIED, "Opus 5 has recovered.").build().story();
    assertThat(story.scope().named()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Errors on the API | true | false
          Claude.ai and API unavailable | true | false
          api.anthropic.com unreachable | true | false
          Claude.ai down | false | true
          Slow usage and analytics admin API endpoints | false | true
          Delays in purchasing API credits | false | true
          Errors in Claude Code and Cowork | false | true
          Claude.ai free users see errors on Opus 5 | false | false
          Elevated errors | false | false
          The site is down but the API is still available | false | false
          """)
  void saysWhichProductsItIsAbout(String title, boolean api, boolean othersOnly) {
    Story story = titled(title);
    assertThat(story.namesApi()).as("names the API").isEqualTo(api);
    assertThat(story.aboutOthersOnly()).as("others only").isEqualTo(othersOnly);
  }

  @Test
  void anApiThatIsSparedOrBackIsNotNamed() {
    assertThat(
            incident("Billing trouble")
                .post(1, MONITORING, "Chat and API access are not affected.")
                .build()
                .story()
                .namesApi())
        .isFalse();
    Story back =
        incident("Errors on Claude.ai, API")
            .post(1, INVESTIGATING, "We see errors on Claude.ai and the API.")
            .post(9, IDENTIFIED, "The API has fully recovered. Claude.ai is still failing.")
            .build()
            .story();
    assertThat(back.namesApi()).isFalse();
    assertThat(back.aboutOthersOnly()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Elevated errors, ERRORS",
    "Opus partial outage, ERRORS",
    "Claude.ai down, ERRORS",
    "Increased 529s, ERRORS",
    "Authentication is broken, AUTH",
    "Logins do not work, AUTH",
    "Unexpected rate limiting, QUOTA",
    "Slow answers, SLOW",
    "Degraded performance for haiku, SLOW",
    "Haiku 3 is suspended, MODEL_GONE"
  })
  void namesSymptoms(String title, Symptom symptom) {
    assertThat(titled(title).symptoms()).contains(symptom);
  }

  @Test
  void timeoutsAreErrorsAndSlowness() {
    assertThat(titled("Elevated timeouts").symptoms())
        .isEqualTo(Set.of(Symptom.ERRORS, Symptom.SLOW));
    assertThat(titled("Something odd").symptoms()).isEmpty();
  }

  @Test
  void aPostmortemChangesNothing() {
    Story story =
        incident("Errors on Opus 5")
            .post(900, POSTMORTEM, "Logins and Sonnet 5 were slow too.")
            .build()
            .story();
    assertThat(story.scope().touches("sonnet-5")).isFalse();
    assertThat(story.symptoms()).isEqualTo(Set.of(Symptom.ERRORS));
  }

  @Test
  void postsAreNewestFirstWhateverOrderTheyCameIn() {
    Story story =
        new Story(
            "x",
            List.of(
                new Story.Update(INVESTIGATING, "old", Posts.T0, List.of()),
                new Story.Update(IDENTIFIED, "new", Posts.T0.plusSeconds(60), List.of()),
                new Story.Update(INVESTIGATING, "undated", null, List.of())));
    assertThat(story.updates())
        .extracting(Story.Update::body)
        .containsExactly("new", "old", "undated");
  }
}
