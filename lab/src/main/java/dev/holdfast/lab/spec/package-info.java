/**
 * The lab's small language: words with parameters ({@code 529;after=300ms}), spans of time, and
 * complaints that name the nearest valid word. Knows nothing of HTTP.
 */
@NullMarked
package dev.holdfast.lab.spec;

import org.jspecify.annotations.NullMarked;
