/** A year of published incidents as faults in virtual time: how often would somebody be woken? */
package dev.holdfast.alert.year;
