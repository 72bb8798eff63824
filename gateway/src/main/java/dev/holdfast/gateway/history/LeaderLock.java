package dev.holdfast.gateway.history;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One of several gateways at most holds it: an advisory lock of PostgreSQL, which belongs to a
 * connection and ends with it. https://www.postgresql.org/docs/current/explicit-locking.html
 */
final class LeaderLock {
  /** "hold", to stay out of the way of other programs' locks. */
  private static final int CLASS = 0x686f6c64;

  private static final String MINE =
      "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
          + " AND classid::bigint = :class AND objid::bigint = :id AND pid = pg_backend_pid()"
          + " AND granted)";

  /**
   * A leader that says nothing for a minute is let go by the server, though its machine may still
   * answer for it. Servers before version 14 know only the machine.
   */
  private static final String LET_GO =
      "SELECT set_config(wanted.name, wanted.value, false) FROM (VALUES"
          + " ('idle_session_timeout', '60s'), ('tcp_keepalives_idle', '30'),"
          + " ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'))"
          + " AS wanted (name, value) JOIN pg_settings USING (name)";

  private final String env;
  private final String name;
  private final long id;

  /**
   * The lock of an installation.
   *
   * @param name of this gateway
   */
  LeaderLock(String env, String name) {
    this.env = env;
    this.name = name;
    CRC32 hash = new CRC32();
    hash.update(env.getBytes(StandardCharsets.UTF_8));
    // The functions take signed numbers, and the table of locks shows unsigned ones.
    this.id = hash.getValue() & Integer.MAX_VALUE;
  }

  /** Takes it, unless another has it. False if another has. */
  boolean take(Handle handle) {
    return held(handle) || taken(handle);
  }

  /** Whether this connection has it. */
  boolean held(Handle handle) {
    return handle
        .createQuery(MINE)
        .bind("class", (long) CLASS)
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  private boolean taken(Handle handle) {
    boolean taken =
        handle
            .createQuery("SELECT pg_try_advisory_lock(:class, :id)")
            .bind("class", CLASS)
            .bind("id", (int) id)
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      handle.createQuery(LET_GO).mapTo(String.class).list();
      handle.execute(
          "INSERT INTO meta (name, value) VALUES (?, ?)"
              + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          key(),
          name);
    }
    return taken;
  }

  private String key() {
    return "leader/" + env;
  }

  /** Who took it last; null if nobody ever did. */
  @Nullable String holder(Handle handle) {
    return handle
        .createQuery("SELECT value FROM meta WHERE name = :name")
        .bind("name", key())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }
}
