/**
 * What can be told from the request alone: whether it certainly fails, what is wasteful in it, and
 * whether its length explains the timeouts of its kind.
 */
package dev.holdfast.preflight;
