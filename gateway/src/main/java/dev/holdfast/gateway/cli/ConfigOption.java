package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigInvalid;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.Overrides;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that needs the configuration. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; without it ./holdfast.yaml if there is one, else defaults.")
  private @Nullable Path path;

  /** Reads it; all its problems become one complaint. */
  GatewayConfig read(Map<String, String> environment, Overrides overrides) {
    try {
      return new ConfigReader(environment).read(ConfigFile.find(path), overrides);
    } catch (ConfigInvalid e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    }
  }

  /** The file that was named; null if none was. */
  @Nullable Path path() {
    return path;
  }

  /** What people would call the configuration in force. */
  String label() {
    if (path != null) {
      return path.toString();
    }
    return ConfigFile.STANDARD.toFile().exists() ? ConfigFile.STANDARD.toString() : "defaults";
  }
}
