/**
 * From wire to kind: what an outcome means, whose doing it is and what the server asked for. The
 * table of status codes that people read ({@code holdfast explain}) is here too.
 */
package dev.holdfast.verdict;
