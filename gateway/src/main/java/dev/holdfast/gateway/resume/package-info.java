/**
 * An answer in more than one part: what of a stream came before it broke off, how the stream that
 * continues it joins on, and messages that are joined to one.
 */
@NullMarked
package dev.holdfast.gateway.resume;

import org.jspecify.annotations.NullMarked;
