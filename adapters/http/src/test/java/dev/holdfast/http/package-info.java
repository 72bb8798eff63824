/** The adapter against the lab upstream, over real connections. */
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
