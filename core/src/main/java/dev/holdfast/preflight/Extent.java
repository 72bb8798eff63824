package dev.holdfast.preflight;

/**
 * How big a request is, and what kind of answer it wants.
 *
 * @param tokens an estimate of its input
 * @param stream whether its answer is a stream
 * @param fast whether it asks for fast mode, which has limits of its own
 */
public record Extent(long tokens, boolean stream, boolean fast) {
  /** A request at the usual speed. */
  public Extent(long tokens, boolean stream) {
    this(tokens, stream, false);
  }
}
