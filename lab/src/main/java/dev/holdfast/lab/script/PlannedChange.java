package dev.holdfast.lab.script;

import dev.holdfast.lab.status.StatusChange;
import java.time.Duration;

/** A change of the status page, some time after the start. */
public record PlannedChange(Duration at, StatusChange change) {}
