package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer that is handed on if the call ends now. What Anthropic said outlives the page of an
 * edge that came after it, and a failure elsewhere never hides what the first place said, as it is
 * with the verdict in {@link dev.holdfast.call.Ending.Failed}.
 */
final class Best {
  private @Nullable Kept kept;
  private @Nullable Origin from;

  /**
   * One more whole answer.
   *
   * @param diverted whether it comes from another place than the call's first
   */
  void keep(Kept answer, Answered outcome, boolean diverted, Instant now) {
    Verdict verdict = Classifier.classify(outcome, now);
    boolean good = verdict.kind() == ErrorKind.OK;
    boolean foreign = diverted && (kept != null || verdict.kind() == ErrorKind.CLIENT);
    boolean better = from != Origin.PROVIDER || verdict.origin() == Origin.PROVIDER;
    if (good || (!foreign && better)) {
      kept = answer;
      from = verdict.origin();
    }
  }

  @Nullable Kept kept() {
    return kept;
  }
}
