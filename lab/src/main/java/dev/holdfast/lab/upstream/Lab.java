package dev.holdfast.lab.upstream;

import dev.holdfast.lab.calls.CallLog;
import dev.holdfast.lab.script.FaultDesk;
import dev.holdfast.lab.wire.Ids;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** What all visits to one server share. */
record Lab(Vertx vertx, InstantSource clock, Ids ids, CallLog log, FaultDesk desk, Api api) {}
