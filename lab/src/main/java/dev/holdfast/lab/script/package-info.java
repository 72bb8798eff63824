/**
 * What shall go wrong when: rules that give faults to requests, and scripts of rules and status
 * changes over time. Told the time and the dice; nothing here reads a clock.
 */
@NullMarked
package dev.holdfast.lab.script;

import org.jspecify.annotations.NullMarked;
