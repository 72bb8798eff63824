/**
 * What the admin listener serves: pages and their answers. Every room that has something to show
 * makes pages; the board's server serves them.
 */
@NullMarked
package dev.holdfast.gateway.admin;

import org.jspecify.annotations.NullMarked;
