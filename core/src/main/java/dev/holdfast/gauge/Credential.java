package dev.holdfast.gauge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a credential that the upstream accepted.
 *
 * @param accepted when it did so last, within a minute
 * @param organization whose it is, as the upstream says; null if it did not say
 */
public record Credential(Instant accepted, @Nullable String organization) {}
