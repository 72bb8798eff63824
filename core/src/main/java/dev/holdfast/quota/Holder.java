package dev.holdfast.quota;

/**
 * Who sends requests, as far as the sender can tell.
 *
 * @param upstream where to, {@code https://api.anthropic.com}
 * @param credential a name of the credential, never the credential itself
 */
public record Holder(String upstream, String credential) {}
