/**
 * Tells humans: looks at the alarm every ten seconds, and brings its news to pagers, chats and
 * alert routers. What was not delivered yet is kept, in order, until it is or nobody needs it any
 * more. Nothing here runs on an event loop or shares a connection with calls.
 */
@NullMarked
package dev.holdfast.gateway.page;

import org.jspecify.annotations.NullMarked;
