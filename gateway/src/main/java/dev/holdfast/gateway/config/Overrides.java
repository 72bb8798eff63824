package dev.holdfast.gateway.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says instead of the file; null where it says nothing.
 *
 * @param port of the gateway, 0 for any free one
 * @param adminPort of the admin listener, 0 for any free one
 * @param upstream where calls go
 */
public record Overrides(
    @Nullable Integer port, @Nullable Integer adminPort, @Nullable URI upstream) {
  /** The command line says nothing. */
  public static final Overrides NONE = new Overrides(null, null, null);

  /**
   * Reads an upstream as the file would.
   *
   * @throws IllegalArgumentException with the complaint, which goes on from the value
   */
  public static URI upstream(String text) {
    try {
      return Urls.upstream(text);
    } catch (Unfit e) {
      throw new IllegalArgumentException(e.rest(), e);
    }
  }

  void applyTo(Settings settings) {
    if (port != null) {
      Address old = settings.of(Keys.LISTEN);
      settings.put(Keys.LISTEN, new Address(old.host(), port), new Source("--port", 0));
    }
    if (adminPort != null) {
      Address old = settings.of(Keys.ADMIN_LISTEN);
      Address replaced = new Address(old.host(), adminPort);
      settings.put(Keys.ADMIN_LISTEN, replaced, new Source("--admin-port", 0));
    }
    if (upstream != null) {
      settings.put(Keys.UPSTREAM_URL, upstream, new Source("--upstream", 0));
    }
  }
}
