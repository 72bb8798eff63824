package dev.holdfast.bench;

import dev.holdfast.bench.Audience.Heard;

/**
 * One target in one round.
 *
 * @param single latencies at one connection
 * @param crowd latencies at 64 connections
 * @param cpu milliseconds of processor time of the proxy per 1,000 calls at 64 connections
 * @param events what 32 streams heard
 * @param eventCpu milliseconds of processor time of the proxy per 1,000 events
 */
record Measured(Sample single, Sample crowd, double cpu, Heard events, double eventCpu) {
  int errors() {
    return single.errors() + crowd.errors() + events.first().errors() + events.later().errors();
  }
}
