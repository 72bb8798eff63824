/**
 * What one attempt brought back, as plain values: a status and its headers, an error body, how far
 * it got, the wait the server asked for. Nothing here judges; judging is {@code verdict}.
 */
package dev.holdfast.outcome;
