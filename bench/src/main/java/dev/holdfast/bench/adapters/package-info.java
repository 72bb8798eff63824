/**
 * Measures what each adapter adds to a call that succeeds, beside the client that it wraps, in one
 * run of JMH: one caller, one connection, a kilobyte each way, from a process of its own.
 */
@NullMarked
package dev.holdfast.bench.adapters;

import org.jspecify.annotations.NullMarked;
