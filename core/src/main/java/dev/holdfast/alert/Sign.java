package dev.holdfast.alert;

/** What the samples say; no samples say nothing, and nothing is not good news. */
enum Sign {
  YES,
  NO,
  UNKNOWN;

  /** An answer, if there is enough to give one. */
  static Sign of(boolean answer, boolean enough) {
    if (!enough) {
      return UNKNOWN;
    }
    return answer ? YES : NO;
  }
}
