package dev.holdfast.alert;

/**
 * A model at an endpoint, as gauges name them.
 *
 * @param endpoint {@code /v1/messages}
 * @param model {@code opus-5}
 */
public record OpenBreaker(String endpoint, String model) {}
