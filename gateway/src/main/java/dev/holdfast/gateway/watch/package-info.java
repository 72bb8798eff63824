/**
 * Keeps an eye on the upstream: reads its status page, in the background and never on the way of a
 * call, and draws the situation from it, from what was counted and from the breakers.
 */
@NullMarked
package dev.holdfast.gateway.watch;

import org.jspecify.annotations.NullMarked;
