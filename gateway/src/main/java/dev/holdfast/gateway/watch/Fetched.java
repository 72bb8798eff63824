package dev.holdfast.gateway.watch;

import org.jspecify.annotations.Nullable;

/** What came of asking for a document. */
sealed interface Fetched {
  /**
   * The document, whole.
   *
   * @param version what to show the next time, so that it need not be sent again
   */
  record Whole(byte[] body, Version version) implements Fetched {}

  /** It is as it was. */
  record Same() implements Fetched {}

  /**
   * It could not be had.
   *
   * @param why in a few words, with the mend if there is one
   * @param answered whether the host answered at all
   */
  record Missed(String why, boolean answered) implements Fetched, Look {
    /** No host has been asked. */
    static final Missed NONE = new Missed("", false);

    /** This, and what came of asking another host. */
    Missed and(String host, Missed next) {
      String first = why.isEmpty() ? "" : why + "; ";
      return new Missed(first + host + ": " + next.why, answered || next.answered);
    }
  }

  /** Which version of a document it is, as its host calls it; null where it says nothing. */
  record Version(@Nullable String tag, @Nullable String modified) {
    /** Not known yet. */
    static final Version NONE = new Version(null, null);
  }
}
