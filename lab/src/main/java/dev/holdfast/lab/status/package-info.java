/**
 * A status page in the Statuspage v2 schema: components and incidents that a rehearsal can set, and
 * the JSON that pollers read.
 */
@NullMarked
package dev.holdfast.lab.status;

import org.jspecify.annotations.NullMarked;
