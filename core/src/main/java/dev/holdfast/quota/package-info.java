/**
 * What is left of the upstream's rate limits, and whose turn it is: a request is let through when
 * it fits, is told an exact moment to wait for, or is refused with the moment to come back.
 */
package dev.holdfast.quota;
