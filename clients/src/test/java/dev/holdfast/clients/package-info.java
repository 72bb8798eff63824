/**
 * The official SDKs of other languages, unchanged, against a gateway and the lab: what is promised
 * to their callers is asserted in their own languages, under {@code clients/}.
 */
@NullMarked
package dev.holdfast.clients;

import org.jspecify.annotations.NullMarked;
