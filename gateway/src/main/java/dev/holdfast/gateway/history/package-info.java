/**
 * What is remembered longer than the process lives: counts by minute, what happened, incidents,
 * alerts. In SQLite on this machine, or in PostgreSQL for several gateways. One thread writes, off
 * the way of calls; if nothing can be written, calls go on and the state says why.
 */
@NullMarked
package dev.holdfast.gateway.history;

import org.jspecify.annotations.NullMarked;
