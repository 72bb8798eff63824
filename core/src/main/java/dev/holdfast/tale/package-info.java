/**
 * A trail retold for people: what happened, line by line, how it ended, and what to do about it.
 */
package dev.holdfast.tale;
