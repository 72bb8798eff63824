/**
 * Says whether a call may go now: the circuit breaker with its gate, one cell under one lock. While
 * an upstream is down it lets through only what the upstream proves it can take, and keeps the
 * others waiting in order instead of failing them.
 */
package dev.holdfast.breaker;
