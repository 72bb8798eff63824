package dev.holdfast.gateway.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history is kept.
 *
 * @param on whether the last write went well
 * @param reason why not, for people; null while it is on
 * @param since since when it has been so
 */
public record State(boolean on, @Nullable String reason, Instant since) {}
