/** The official SDK with the interceptor, and without it, against the lab upstream. */
@NullMarked
package dev.holdfast.anthropic;

import org.jspecify.annotations.NullMarked;
