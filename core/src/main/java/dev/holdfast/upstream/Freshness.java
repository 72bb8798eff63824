package dev.holdfast.upstream;

/** How much a look at the page is still worth. */
public enum Freshness {
  /** At most 90 s old. */
  FRESH,
  /** At most 5 min old: may be shown struck through, and proves nothing. */
  STALE,
  /** Older, or never read. */
  UNKNOWN
}
