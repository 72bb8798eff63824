/**
 * What happened to a call: told to whoever listens (metrics, logs, gauges), and kept as a trail.
 */
package dev.holdfast.event;
