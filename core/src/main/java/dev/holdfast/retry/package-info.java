/**
 * How often, how long and until when: the rule of each kind, full jitter, and the wall-clock budget
 * in which retries may start. Pure arithmetic; time and chance are arguments.
 */
package dev.holdfast.retry;
