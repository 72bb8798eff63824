package dev.holdfast.situation;

import static dev.holdfast.situation.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Signals.Complaints;
import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.upstream.Indicator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemarksTest {
  private static List<String> remarks(Scene scene) {
    return scene.situation().remarks();
  }

  private static Scene complaining(Complaints complaints) {
    Scene scene = new Scene();
    scene.complaints = complaints;
    return scene;
  }

  @Test
  void eachCodeHasItsOwnMend() {
    Map<Integer, Long> counts =
        Map.of(400, 2L, 401, 12L, 403, 3L, 404, 1L, 413, 1L, 422, 9L, 429, 40L);
    Complaints complaints =
        new Complaints(
            counts,
            "billing-2",
            new Deploy("v42", NOW.minusSeconds(720)),
            Duration.ofSeconds(21),
            true);
    assertThat(remarks(complaining(complaints)))
        .containsExactly(
            "2 × 400: your request; v42 was deployed 12 min ago.",
            "12 × 401: fix key billing-2.",
            "3 × 403: check permission or model access; do not rotate the key.",
            "1 × 413: shrink the request or use the Files API.",
            "9 × 422: your request; v42 was deployed 12 min ago.",
            "40 × 429: your quota, retry-after 21 s; upstream is fine.",
            "504: your longest requests; stream, chunk or shorten them.");
  }

  @Test
  void littleIsKnownSometimes() {
    Map<Integer, Long> counts = Map.of(401, 1L, 422, 1L, 429, 1L, 413, 0L);
    Scene scene = complaining(new Complaints(counts, null, null, null, false));
    assertThat(remarks(scene))
        .containsExactly(
            "1 × 401: fix the key.",
            "1 × 422: your request.",
            "1 × 429: your quota; upstream is fine.");
    assertThat(remarks(scene.light(Indicator.AMBER))).contains("1 × 429: your quota.");
  }

  @Test
  void noComplaintChangesTheRow() {
    Complaints many = new Complaints(Map.of(429, 900L, 401, 900L), null, null, null, false);
    assertThat(complaining(many).situation().row()).isEqualTo(Row.R16);
  }

  @Test
  void refusedKeysDuringAnIncidentOfSigningInAreNotRotated() {
    Complaints refused = new Complaints(Map.of(401, 30L), "billing-2", null, null, false);
    Scene scene = complaining(refused).light(Indicator.RED);
    scene.incident("Logging in fails on the API", Strength.YES);
    assertThat(remarks(scene))
        .containsExactly("30 × 401: likely the posted incident; do not rotate keys.");
    Scene other = complaining(refused).light(Indicator.RED);
    other.incident("Errors on Opus 5", Strength.YES);
    assertThat(remarks(other)).containsExactly("30 × 401: fix key billing-2.");
  }

  @Test
  void trustsNoNameFromOutside() {
    Complaints complaints = new Complaints(Map.of(401, 1L), "a b c d\ne", null, null, false);
    assertThat(remarks(complaining(complaints))).containsExactly("1 × 401: fix key a b c….");
  }
}
