/** The program: where it starts. */
@NullMarked
package dev.holdfast.gateway;

import org.jspecify.annotations.NullMarked;
