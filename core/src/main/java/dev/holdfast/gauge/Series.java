package dev.holdfast.gauge;

import dev.holdfast.verdict.Origin;

/**
 * What one count is of.
 *
 * @param lane whose, and where
 * @param measure attempts or calls
 * @param code how they ended
 * @param origin where the answer came from
 */
public record Series(Lane lane, Measure measure, Code code, Origin origin) {
  /** Whether these are attempts that say something about the upstream. */
  public boolean attempt() {
    return measure == Measure.ATTEMPT && code.counts();
  }

  /** Whether these are attempts that are evidence of an outage. */
  public boolean bad() {
    return measure == Measure.ATTEMPT && code.bad();
  }
}
