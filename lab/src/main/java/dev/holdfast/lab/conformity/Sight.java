package dev.holdfast.lab.conformity;

/** What a caller sees of a call. */
public enum Sight {
  /** The whole answer. */
  ANSWER,
  /** An exception instead of an answer. */
  ERROR,
  /** A part of the answer and then an exception. */
  BROKEN,
  /** A part of the answer as if it were the whole. */
  SHORT,
  /** Nothing, for as long as it was watched. */
  WAITS
}
