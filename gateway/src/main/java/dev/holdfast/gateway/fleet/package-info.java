/**
 * What the gateways of one installation tell each other, so that one of them calls humans for all:
 * what each counted, what people ordered, and who leads. Words and their JSON only; where they meet
 * is a room of its own, and so is what is done about it.
 */
@NullMarked
package dev.holdfast.gateway.fleet;

import org.jspecify.annotations.NullMarked;
