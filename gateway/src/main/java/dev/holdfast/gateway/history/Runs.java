package dev.holdfast.gateway.history;

import dev.holdfast.gateway.history.History.Identity;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One life of this gateway, as databases know it. Confined to the writing thread. */
final class Runs {
  private final String token = UUID.randomUUID().toString();
  private final Identity identity;

  Runs(Identity identity) {
    this.identity = identity;
  }

  /**
   * Whether this life was written down before; does so if not.
   *
   * @return true if the database did not know it
   */
  boolean begin(Handle handle, Instant now) {
    return handle
            .createUpdate(
                "INSERT INTO run (token, instance, version, started_at) VALUES (:t, :i, :v, :at)"
                    + " ON CONFLICT (token) DO NOTHING")
            .bind("t", token)
            .bind("i", identity.instance())
            .bind("v", identity.version())
            .bind("at", now.toEpochMilli())
            .execute()
        > 0;
  }

  /** The number that a database has for it. */
  long number(Handle handle) {
    return handle
        .createQuery("SELECT id FROM run WHERE token = :t")
        .bind("t", token)
        .mapTo(Long.class)
        .one();
  }
}
