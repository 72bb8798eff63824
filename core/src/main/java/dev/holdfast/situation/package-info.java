/**
 * Turns what is known into what to do: is it a known incident or a fault on our side, and should
 * calls be retried, sent elsewhere or mended? One table, one pure function, words for people.
 */
package dev.holdfast.situation;
