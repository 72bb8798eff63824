/** Spring applications against the lab upstream. */
@NullMarked
package dev.holdfast.spring;

import org.jspecify.annotations.NullMarked;
