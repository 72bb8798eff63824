/** The conformity suite of the lab, run against everything that holds what it promises. */
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;
