/** The application as its users see it, against the lab upstream. */
@NullMarked
package dev.holdfast.examples.spring;

import org.jspecify.annotations.NullMarked;
