package dev.holdfast.lab.upstream;

import dev.holdfast.lab.calls.CallLog;
import dev.holdfast.lab.script.FaultDesk;
import dev.holdfast.lab.status.StatusPage;
import dev.holdfast.lab.wire.Ids;
import io.vertx.core.Vertx;

/** What all visits to one server share. */
record Lab(Vertx vertx, Ids ids, CallLog log, FaultDesk desk, StatusPage page, Api api) {}
