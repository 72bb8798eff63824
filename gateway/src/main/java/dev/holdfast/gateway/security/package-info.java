/**
 * Who may talk to a listener: checks of Host, Origin and token as pure functions, so that the relay
 * and the admin listener ask the same questions.
 */
@NullMarked
package dev.holdfast.gateway.security;

import org.jspecify.annotations.NullMarked;
