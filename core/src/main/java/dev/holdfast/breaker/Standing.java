package dev.holdfast.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a breaker stands.
 *
 * @param state its state
 * @param since since when; null if it never stood otherwise
 * @param held how many calls wait
 * @param credits how many sends the gate would let through at once
 */
public record Standing(State state, @Nullable Instant since, int held, long credits) {}
