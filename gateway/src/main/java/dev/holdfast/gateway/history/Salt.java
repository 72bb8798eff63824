package dev.holdfast.gateway.history;

import dev.holdfast.gateway.security.Aliases;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The salt of the aliases that a history speaks of, kept in it: they are the same after a restart,
 * and for all gateways that share it.
 */
final class Salt {
  private static final Logger LOG = LoggerFactory.getLogger(Salt.class);

  private Salt() {}

  /** Settles aliases by the salt of a history, which gets theirs if it has none yet. */
  static void settle(Database database, Aliases aliases) {
    String kept = database.write(handle -> kept(handle, HexFormat.of().formatHex(aliases.salt())));
    aliases.settle(HexFormat.of().parseHex(kept));
    if (!kept.equals(HexFormat.of().formatHex(aliases.salt()))) {
      LOG.warn("history: opened late; callers' keys have other aliases than in it until a restart");
    }
  }

  /** Whoever comes first decides, also where several gateways begin at once. */
  private static String kept(Handle handle, String proposed) {
    handle
        .createUpdate(
            "INSERT INTO meta (name, value) VALUES ('salt', :salt) ON CONFLICT (name) DO NOTHING")
        .bind("salt", proposed)
        .execute();
    return handle
        .createQuery("SELECT value FROM meta WHERE name = 'salt'")
        .mapTo(String.class)
        .one();
  }
}
