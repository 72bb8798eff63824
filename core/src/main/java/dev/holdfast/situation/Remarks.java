package dev.holdfast.situation;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Signals.Complaints;
import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds beside the verdict and must not be hidden by it: answers that blame the caller, each
 * with its own mend. None of them changes a light.
 */
final class Remarks {
  private final Signals signals;
  private final Complaints complaints;
  private final Instant now;

  private Remarks(Signals signals, Instant now) {
    this.signals = signals;
    this.complaints = signals.complaints();
    this.now = now;
  }

  static List<String> of(Signals signals, Instant now) {
    return new Remarks(signals, now).all();
  }

  private List<String> all() {
    List<String> lines = new ArrayList<>();
    if (signals.page().elsewhere()) {
      lines.add("An incident is posted on models you do not use.");
    }
    complaints
        .sorted()
        .forEach((status, count) -> {
          String mend = mend(status);
          if (mend != null && count > 0) {
            lines.add(count + " × " + status + ": " + mend);
          }
        });
    if (complaints.longRequests()) {
      lines.add("504: your longest requests; stream, chunk or shorten them.");
    }
    return lines;
  }

  private @Nullable String mend(int status) {
    return switch (status) {
      case 400, 422 -> "your request" + deployed() + ".";
      case 401 -> unauthenticated();
      case 403 -> "check permission or model access; do not rotate the key.";
      case 413 -> "shrink the request or use the Files API.";
      case 429 -> "your quota" + retryAfter() + (upstreamFine() ? "; upstream is fine." : ".");
      default -> null;
    };
  }

  private String unauthenticated() {
    boolean theirs =
        signals.page().incidents().stream()
            .anyMatch(match ->
                match.strength() == Strength.YES
                    && match.incident().story().symptoms().contains(Symptom.AUTH));
    if (theirs) {
      return "likely the posted incident; do not rotate keys.";
    }
    return complaints.key() == null
        ? "fix the key."
        : "fix key " + Phrases.words(complaints.key(), 3) + ".";
  }

  private String deployed() {
    Deploy deploy = complaints.deploy();
    return deploy == null
        ? ""
        : "; %s was deployed %s ago"
            .formatted(
                Phrases.words(deploy.version(), 3),
                Phrases.span(Duration.between(deploy.at(), now)));
  }

  private String retryAfter() {
    Duration wait = complaints.retryAfter();
    return wait == null ? "" : ", retry-after " + Phrases.span(wait);
  }

  private boolean upstreamFine() {
    return signals.page().indicator() == Indicator.GREEN && signals.local().level() == Level.QUIET;
  }
}
