package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;

/**
 * What a request asks of a quota.
 *
 * @param input an estimate of its input tokens; 0 if nothing is known
 * @param priority who goes first when not all can
 * @param held whether the circuit breaker has held it: then the breaker's gate, which paces it by
 *     what the upstream proves it can take, is ramp enough
 */
public record Ask(long input, Priority priority, boolean held) {}
