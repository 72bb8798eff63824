/**
 * Stand-ins for the places where alerts are told: as strict as PagerDuty, Slack and Alertmanager
 * are, and as unreliable as they can be.
 */
@NullMarked
package dev.holdfast.lab.sink;

import org.jspecify.annotations.NullMarked;
