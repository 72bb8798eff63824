package dev.holdfast.preflight;

/**
 * How big a request is.
 *
 * @param tokens an estimate of its input
 * @param stream whether its answer is a stream
 */
public record Extent(long tokens, boolean stream) {}
