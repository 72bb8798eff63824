/**
 * What people and monitoring see: metrics, one log line per call, and the admin listener that
 * serves health, readiness and metrics.
 */
@NullMarked
package dev.holdfast.gateway.board;

import org.jspecify.annotations.NullMarked;
