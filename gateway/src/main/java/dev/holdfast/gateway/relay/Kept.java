package dev.holdfast.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A whole answer that may be handed on.
 *
 * @param headers without those that belong to a connection
 */
record Kept(int status, MultiMap headers, Buffer body) {}
