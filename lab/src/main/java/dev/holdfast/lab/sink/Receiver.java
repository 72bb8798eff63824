package dev.holdfast.lab.sink;

/** One stand-in: says what the real one would. */
interface Receiver {
  /**
   * Takes a post, or refuses it.
   *
   * @return what is answered
   */
  Said take(Post post);

  /** An answer. */
  record Said(int status, String body) {}
}
