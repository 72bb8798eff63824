package dev.holdfast.lab.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as the lab saw it, at the moment of asking.
 *
 * @param at since the server started
 * @param fault the text of the fault it met, {@code none} without one
 * @param status the status answered; null: no answer was begun
 * @param endedAt since the server started; null while open
 * @param arrived null until the body has been read, and for attempts long past
 */
public record Attempt(
    Duration at,
    String fault,
    @Nullable Integer status,
    Ended ended,
    @Nullable Duration endedAt,
    @Nullable Arrival arrived) {}
