package dev.holdfast.situation;

import java.util.Locale;

/** Why the advice is what it is. */
public enum Cause {
  /** Nothing posted, nothing failing. */
  ALL_CLEAR,
  /** A few errors, nothing posted. */
  NONE_POSTED,
  /** A posted incident looks like what fails here. */
  KNOWN,
  /** Something is posted that may or may not be what fails here. */
  POSSIBLE,
  /** It looks like the upstream, too early for a post. */
  UNCONFIRMED,
  /** It looks like the upstream, and should have been posted by now. */
  UNPOSTED,
  /** One model or endpoint only, nothing posted. */
  NARROW,
  /** The caller's side. */
  LOCAL,
  /** The caller's network. */
  LOCAL_NETWORK,
  /** Posted as resolved, and failing here. */
  STILL_FAILING,
  /** Well again here, not yet posted as resolved. */
  RECOVERED,
  /** Posted, and not felt here. */
  NOT_HITTING_YOU,
  /** Too little is known. */
  UNKNOWN;

  /** The name as JSON shows it: {@code all-clear}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
