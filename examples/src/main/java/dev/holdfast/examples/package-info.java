/** Small programs that show one way each to use Holdfast; see README.md beside this module. */
@NullMarked
package dev.holdfast.examples;

import org.jspecify.annotations.NullMarked;
