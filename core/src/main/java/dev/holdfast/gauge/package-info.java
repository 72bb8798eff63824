/**
 * Events into rates: how many attempts and calls of the last seconds, hours and days ended how, by
 * endpoint, model, key and version. It judges nothing; those who do read its snapshots.
 */
package dev.holdfast.gauge;
