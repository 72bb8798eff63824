/**
 * What Anthropic's API says on the wire: error bodies, header families, Messages as JSON and as
 * server-sent events. Pure values and text; nothing here opens a socket or reads a clock.
 */
@NullMarked
package dev.holdfast.lab.wire;

import org.jspecify.annotations.NullMarked;
