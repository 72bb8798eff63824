package dev.holdfast.gateway.history;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertMemory;
import dev.holdfast.alert.AlertState;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as they were and are, and what the rules must know after a restart. Telling never waits
 * and is not lost while the history is off for a while.
 */
public final class AlertLog {
  private final History history;
  private final String instance;

  /** Those of the gateway that keeps this history. */
  public AlertLog(History history) {
    this.history = history;
    this.instance = history.identity().instance();
  }

  /** What the rules remember, from an earlier life; {@link AlertMemory#EMPTY} if there was none. */
  public CompletableFuture<AlertMemory> memory() {
    return history.change(handle ->
        handle
            .createQuery("SELECT body FROM alert_memory WHERE instance = :instance")
            .bind("instance", instance)
            .mapTo(String.class)
            .findOne()
            .map(AlertMemory::of)
            .orElse(AlertMemory.EMPTY));
  }

  /** Remembers this from now on, in place of what was there. */
  public void remember(AlertMemory memory, Instant now) {
    String json = memory.json();
    history.later((handle, run) ->
        handle
            .createUpdate(
                "INSERT INTO alert_memory (instance, at, body) VALUES (:instance, :at, :body)"
                    + " ON CONFLICT (instance) DO UPDATE SET at = excluded.at,"
                    + " body = excluded.body")
            .bind("instance", instance)
            .bind("at", now.toEpochMilli())
            .bind("body", json)
            .execute());
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

  /** Somebody silences alerts. */
  public void silenced(Silence silence, String matchers, Instant now) {
    history.later((handle, run) ->
        handle
            .createUpdate(
                "INSERT INTO silence (id, matchers, until, author, created_at) VALUES (:id,"
                    + " :matchers, :until, :author, :now) ON CONFLICT (id) DO UPDATE SET"
                    + " until = excluded.until")
            .bind("id", silence.id())
            .bind("matchers", matchers)
            .bind("until", silence.until().toEpochMilli())
            .bind("author", silence.author())
            .bind("now", now.toEpochMilli())
            .execute());
  }

  /** A version of a calling program went live. */
  public void deployed(Deploy deploy) {
    history.later((handle, run) ->
        handle
            .createUpdate(
                "INSERT INTO deploy (service, version, at) VALUES (:service, :version, :at)"
                    + " ON CONFLICT (service, version, at) DO NOTHING")
            .bind("service", deploy.service())
            .bind("version", deploy.version())
            .bind("at", deploy.at().toEpochMilli())
            .execute());
  }
}
