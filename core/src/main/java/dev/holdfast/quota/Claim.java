package dev.holdfast.quota;

/**
 * Which quota a request falls under, as far as can be told before the upstream has answered.
 *
 * @param holder who sends it
 * @param pool what it goes to
 */
public record Claim(Holder holder, Pool pool) {}
