/** Spring AI under the faults of the conformance suite, with Holdfast and without. */
@NullMarked
package dev.holdfast.conformance.spring;

import org.jspecify.annotations.NullMarked;
