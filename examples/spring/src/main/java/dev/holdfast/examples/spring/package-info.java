/** A Spring Boot application with Holdfast inside; see README.md of the examples. */
@NullMarked
package dev.holdfast.examples.spring;

import org.jspecify.annotations.NullMarked;
