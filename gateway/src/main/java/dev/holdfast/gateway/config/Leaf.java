package dev.holdfast.gateway.config;

/**
 * A value as it stands in the file.
 *
 * @param text before placeholders are filled
 */
record Leaf(String text, Source source) {}
