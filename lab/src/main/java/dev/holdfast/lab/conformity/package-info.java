/**
 * One suite for every client: the same faults, and what a caller of each sees of them. The
 * scenarios are in {@code scenarios.yaml}; a client is a few lines that ask once.
 */
@NullMarked
package dev.holdfast.lab.conformity;

import org.jspecify.annotations.NullMarked;
