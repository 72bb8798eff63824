/**
 * When to wake a human, and when not. Rules look at gauges every ten seconds; a small machine for
 * each alert keeps it from flapping, from being told twice and from being cleared by silence. What
 * did not wake anybody leaves a line that says why.
 */
package dev.holdfast.alert;
