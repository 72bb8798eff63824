package dev.holdfast.gateway.history;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertState;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Alerts as they were and are, for people to look back at. Telling never waits and is not lost
 * while the history is off for a while.
 */
public final class AlertLog {
  private final History history;

  /** Those of the gateway that keeps this history. */
  public AlertLog(History history) {
    this.history = history;
  }

  /** An alert is new or has changed. */
  public void changed(Alert alert, Instant now) {
    history.later((handle, run) -> write(handle, alert, now));
  }

  private static void write(Handle handle, Alert alert, Instant now) {
    Alert.Status status = alert.status();
    Instant fired = status.fired();
    handle
        .createUpdate(
            "INSERT INTO alert (id, rule, scope, dedup_key, state, level, severity, since,"
                + " fired_at, resolved_at, summary, changed_at) VALUES (:id, :rule, :scope,"
                + " :key, :state, :level, :severity, :since, :fired, :resolved, :summary,"
                + " :now) ON CONFLICT (id) DO UPDATE SET rule = excluded.rule,"
                + " state = excluded.state, level = excluded.level, severity = excluded.severity,"
                + " fired_at = excluded.fired_at, resolved_at = excluded.resolved_at,"
                + " summary = excluded.summary,"
                + " changed_at = excluded.changed_at")
        .bind("id", alert.name().id())
        .bind("rule", alert.rule().id())
        .bind("scope", alert.name().scope())
        .bind("key", alert.name().key())
        .bind("state", word(status.state()))
        .bind("level", word(status.level()))
        .bind("severity", status.severity().slug())
        .bind("since", status.since().toEpochMilli())
        .bind("fired", fired == null ? null : fired.toEpochMilli())
        .bind("resolved", status.state() == AlertState.RESOLVED ? now.toEpochMilli() : null)
        .bind("summary", alert.story().summary())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
