package dev.holdfast.gateway.history;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertState;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

  /**
   * An alert is new or has changed.
   *
   * @param body all of it as JSON; null to keep only the summary
   */
  public void changed(Alert alert, Instant now, @Nullable String body) {
    history.later((handle, run) -> write(handle, alert, now, body));
  }

  private static void write(Handle handle, Alert alert, Instant now, @Nullable String body) {
    Alert.Status status = alert.status();
    Instant fired = status.fired();
    handle
        .createUpdate(
            "INSERT INTO alert (id, rule, scope, dedup_key, state, level, severity, since,"
                + " fired_at, resolved_at, summary, body, changed_at) VALUES (:id, :rule, :scope,"
                + " :key, :state, :level, :severity, :since, :fired, :resolved, :summary, :body,"
                + " :now) ON CONFLICT (id) DO UPDATE SET rule = excluded.rule,"
                + " state = excluded.state, level = excluded.level, severity = excluded.severity,"
                + " fired_at = excluded.fired_at, resolved_at = excluded.resolved_at,"
                + " summary = excluded.summary, body = excluded.body,"
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
        .bind("body", body)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
