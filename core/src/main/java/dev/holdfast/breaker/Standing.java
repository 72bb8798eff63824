package dev.holdfast.breaker;

import java.time.Instant;

/**
 * Where a breaker stands.
 *
 * @param state its state
 * @param since since when
 * @param held how many calls wait
 * @param credits how many sends the gate would let through at once
 */
public record Standing(State state, Instant since, int held, long credits) {}
