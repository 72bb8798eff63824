package dev.holdfast.gateway.page;

/**
 * What a sink said to a test.
 *
 * @param ok whether it took it
 * @param said for people
 */
record TestResult(String sink, boolean ok, String said) {}
