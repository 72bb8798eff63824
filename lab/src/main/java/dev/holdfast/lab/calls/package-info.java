/**
 * The lab's memory: which calls came, what each attempt met, how it ended, and what arrived with
 * it. Written by the server's event loop, read by any thread.
 */
@NullMarked
package dev.holdfast.lab.calls;

import org.jspecify.annotations.NullMarked;
