/**
 * Changes to JSON bodies by cutting and pasting: what no change touches keeps its bytes, and
 * nothing is parsed that need not be.
 */
@NullMarked
package dev.holdfast.gateway.edit;

import org.jspecify.annotations.NullMarked;
