package dev.holdfast.lab.status;

import java.time.Duration;

/**
 * One post in an incident's story.
 *
 * @param ago how long before the change took effect it was posted
 */
public record IncidentUpdate(String status, String body, Duration ago) {}
