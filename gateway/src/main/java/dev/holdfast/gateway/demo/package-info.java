/**
 * An outage to watch: a lab upstream, a gateway and traffic in one process, over real sockets. All
 * figures are counted, by the callers and by the upstream, and must agree.
 */
@NullMarked
package dev.holdfast.gateway.demo;

import org.jspecify.annotations.NullMarked;
