package dev.holdfast.alert;

import java.time.Instant;

/**
 * What a question of our own to the upstream brought, which no caller asked.
 *
 * @param at when
 * @param ok whether it was answered well
 */
public record Canary(Instant at, boolean ok) {}
