package dev.holdfast.http;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import java.time.Duration;

/** What the calls of one client ask for, beyond what their requests say. */
record Wishes(Duration hold, Priority priority) {
  static final Wishes DEFAULT = new Wishes(Terms.DEFAULT.hold(), Terms.DEFAULT.priority());
}
