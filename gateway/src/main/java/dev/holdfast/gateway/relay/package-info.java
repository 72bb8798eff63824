/**
 * The proxy: takes a caller's request, lets the engine decide over each attempt, and hands the
 * answer on. Everything of one call happens on one event loop; nothing here blocks.
 */
@NullMarked
package dev.holdfast.gateway.relay;

import org.jspecify.annotations.NullMarked;
