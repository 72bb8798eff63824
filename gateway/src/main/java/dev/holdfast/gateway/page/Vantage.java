package dev.holdfast.gateway.page;

import dev.holdfast.alert.Surroundings;
import dev.holdfast.gauge.Gauges;
import java.util.function.Supplier;

/**
 * What this gateway sees.
 *
 * @param gauges what its calls brought
 * @param around what is known besides, at this moment
 */
public record Vantage(Gauges gauges, Supplier<Surroundings> around) {}
