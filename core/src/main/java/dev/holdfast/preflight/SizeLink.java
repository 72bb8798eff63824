package dev.holdfast.preflight;

/** What the size of requests has to do with their timeouts. */
public enum SizeLink {
  /** The longest time out far more often. */
  RELATED,
  /** They do not, and enough of them were seen to tell. */
  UNRELATED,
  /** It cannot be told yet. */
  UNDECIDED
}
