package dev.holdfast.conformance;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Gateways as people configure them. */
final class Gateways {
  private Gateways() {}

  /** One on any free port. */
  static Gateway before(URI upstream, String retry) throws Exception {
    String yaml =
        """
        listen: 127.0.0.1:0
        admin: {listen: 127.0.0.1:0}
        upstream: {url: "%s"}
        retry: %s
        history: {url: off}
        """
            .formatted(upstream, retry);
    ConfigFile file = new ConfigFile("conformance", Path.of("."), yaml);
    return Gateway.start(new ConfigReader(Map.of()).read(file, Overrides.NONE), Listener.NONE);
  }
}
