/** Puts the rooms together into a running gateway, and takes it down without losing a call. */
@NullMarked
package dev.holdfast.gateway.serve;

import org.jspecify.annotations.NullMarked;
