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
 * with the verdict in {@link dev.holdfast.call.Ending.Failed}. A good answer outlives what failed
 * to better it.
 */
final class Best {
  private @Nullable Kept kept;
  private @Nullable Origin from;
  private boolean good;

  /**
   * One more whole answer.
   *
   * @param diverted whether it comes from another place than the call's first
   */
  void keep(Kept answer, Answered outcome, boolean diverted, Instant now) {
    Verdict verdict = Classifier.classify(outcome, now);
    boolean success = verdict.kind() == ErrorKind.OK;
    boolean foreign = diverted && (kept != null || verdict.kind() == ErrorKind.CLIENT);
    boolean better = from != Origin.PROVIDER || verdict.origin() == Origin.PROVIDER;
    if (success || (!good && !foreign && better)) {
      good |= success;
      kept = answer;
      from = verdict.origin();
    }
  }

  /** The same answer in another form. */
  void replace(Kept answer) {
    kept = answer;
  }

  /** Whether there is one, and it is good. */
  boolean good() {
    return good;
  }

  @Nullable Kept kept() {
    return kept;
  }
}
