/** What happened to a call, told to whoever listens: metrics, logs, trails, gauges. */
package dev.holdfast.event;
