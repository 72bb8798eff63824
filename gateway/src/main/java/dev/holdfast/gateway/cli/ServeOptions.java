package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that starts a gateway. */
final class ServeOptions {
  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      converter = Upstream.class,
      description = "Where calls go; https://api.anthropic.com unless configured.")
  private @Nullable URI upstream;

  /** The configuration with these options, listening where it says or where the caller does. */
  GatewayConfig read(
      Map<String, String> environment, @Nullable Integer port, @Nullable Integer adminPort) {
    return config.read(environment, new Overrides(port, adminPort, upstream));
  }

  /** Watches the same configuration, with these options, for changes. */
  ConfigWatch watch(
      Gateway gateway,
      Map<String, String> environment,
      @Nullable Integer port,
      @Nullable Integer adminPort) {
    Overrides overrides = new Overrides(port, adminPort, upstream);
    return new ConfigWatch(gateway, config.path(), overrides, environment);
  }

  String label() {
    return config.label();
  }

  /** Reads an URL as the configuration would. */
  static final class Upstream implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        return Overrides.upstream(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' " + e.getMessage());
      }
    }
  }

  /** Reads a port. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
        throw new TypeConversionException("'" + text + "' is no port: 0 to 65535, 0 for any free");
      }
      return Integer.valueOf(text);
    }
  }
}
