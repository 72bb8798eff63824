package dev.holdfast.drive;

import dev.holdfast.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt brought back: the outcome for the engine, the value for the caller.
 *
 * @param outcome what the engine judges
 * @param value handed to the caller if the call ends with this attempt, or in failure after it
 *     without a later value; null if there is none, which a good answer must not be
 * @param <T> the caller's type of answer
 */
public record Reply<T>(Outcome outcome, @Nullable T value) {}
