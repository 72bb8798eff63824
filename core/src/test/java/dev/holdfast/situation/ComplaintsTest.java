package dev.holdfast.situation;

import static dev.holdfast.upstream.Component.Status.PARTIAL_OUTAGE;
import static dev.holdfast.upstream.Posts.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.situation.Survey.Known;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Posts;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers that blame the caller, and what they have to do with incidents. */
class ComplaintsTest extends SurveyWorld {
  @Test
  void complaintsAreCountedByStatus() {
    every(300, 0, at -> opus().ok(at, 10));
    opus().lost(ago(10), 3, 401);
    opus().lost(ago(10), 2, 422);
    opus().lost(ago(10), 4, 429);
    opus().lost(ago(70), 9, 413);
    known =
        new Known(
            REMEDY, Map.of(), new Deploy("v1", ago(600)), Duration.ofSeconds(21), false, null);
    Signals signals = signals();
    assertThat(signals.complaints().counts()).isEqualTo(Map.of(401, 3L, 422, 2L, 429, 4L));
    assertThat(signals.complaints().key()).isEqualTo("team-a");
    assertThat(Situation.of(signals, NOW).remarks())
        .containsExactly(
            "3 × 401: fix key team-a.",
            "2 × 422: your request; v1 was deployed 10 min ago.",
            "4 × 429: your quota, retry-after 21 s; upstream is fine.");
  }

  @Test
  void refusedKeysMatchAnIncidentOfSigningIn() {
    every(600, 120, at -> opus().ok(at, 1));
    every(120, 0, at -> opus().lost(at, 1, 401));
    Incident posted =
        incident("Logging in fails on Claude.ai and the API", "api", "claude.ai")
            .created(ago(60))
            .build();
    status = Posts.status(NOW, PARTIAL_OUTAGE, posted);
    Signals signals = signals();
    assertThat(signals.local().level()).as("401s are no outage").isEqualTo(Level.QUIET);
    assertThat(signals.local().fault())
        .isEqualTo(new LocalFault(ago(120), Set.of("opus-5"), Set.of(Symptom.AUTH), 0));
    assertThat(Situation.of(signals, NOW).remarks())
        .containsExactly("60 × 401: likely the posted incident; do not rotate keys.");
  }

  @Test
  void refusalsBeganWhenTheyBeganHoweverLongAgo() {
    every(7_200, 3_000, at -> opus().ok(at, 1));
    every(3_000, 0, at -> opus().lost(at, 1, 401));
    assertThat(signals().local().fault().onset()).isEqualTo(ago(3_000));
  }

  @Test
  void aModelThatIsRefusedIsGone() {
    every(120, 0, at -> opus().lost(at, 1, 404));
    assertThat(signals().local().fault().symptoms()).containsExactly(Symptom.MODEL_GONE);
  }
}
