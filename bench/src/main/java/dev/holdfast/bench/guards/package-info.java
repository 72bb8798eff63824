/**
 * Measures what guarding a call costs when nothing is wrong, and what refusing one costs, beside
 * Resilience4j and Failsafe set up for the same job, in one run of JMH.
 */
@NullMarked
package dev.holdfast.bench.guards;

import org.jspecify.annotations.NullMarked;
