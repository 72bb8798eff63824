/**
 * One call as a machine without clock, thread or I/O. The retry loop exists once, here; every
 * driver (blocking, async, event loop, virtual time) only carries out its steps.
 */
package dev.holdfast.call;
