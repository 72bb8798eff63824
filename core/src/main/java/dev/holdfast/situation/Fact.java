package dev.holdfast.situation;

/** The yes-or-no questions of the table. */
enum Fact {
  /** Nearly all errors come from between here and Anthropic. */
  BETWEEN,
  /** The status page's host did not answer. */
  PAGE_OUT_OF_REACH,
  /** Resolved was posted in the last hour. */
  RESOLVED_LATELY,
  /** Quiet for five minutes after a high level, and the last twenty sends were good. */
  RECOVERED,
  /** An incident about the API is open. */
  API_INCIDENT,
  /** One key, version or gateway fails; the same models are well elsewhere. */
  ONE_SENDER,
  /** One model or endpoint fails, for everybody. */
  ONE_PLACE,
  /** It began fifteen minutes ago or earlier: by then most incidents are posted. */
  OLD,
  /** A breaker is open or half-open. */
  BREAKER_OPEN
}
