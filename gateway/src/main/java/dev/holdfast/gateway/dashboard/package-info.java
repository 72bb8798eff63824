/**
 * The pages for people: what is the matter, what to do, and all it was drawn from. Drawn on the
 * server, so that the verdict is there in the first bytes and without JavaScript; a module of a few
 * lines keeps an open page up to date.
 */
@NullMarked
package dev.holdfast.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
