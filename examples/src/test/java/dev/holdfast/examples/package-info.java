/** The examples as their readers would run them, against the lab upstream. */
@NullMarked
package dev.holdfast.examples;

import org.jspecify.annotations.NullMarked;
