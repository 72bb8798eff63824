package dev.holdfast.gateway.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of every command that asks a running gateway. */
final class AtOption {
  private static final String STANDARD = "http://127.0.0.1:5291";

  @Option(
      names = "--at",
      paramLabel = "URL",
      defaultValue = STANDARD,
      converter = Listener.class,
      description = "Where its admin listener is; ${DEFAULT-VALUE} when left out.")
  private @Nullable URI at;

  /** A client of that listener. */
  AdminClient client(Map<String, String> environment) {
    return new AdminClient(url(), environment);
  }

  /** Where it is looked for. */
  URI url() {
    return at == null ? URI.create(STANDARD) : at;
  }

  /** Reads the URL of a listener; the scheme may be left out. */
  static final class Listener implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      String full = text.contains("://") ? text : "http://" + text;
      try {
        URI url = new URI(full.replaceAll("/+$", ""));
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (http && url.getHost() != null && url.getPort() <= 65_535 && bare(url)) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Told below, as any other mistake.
      }
      throw new TypeConversionException(
          "'" + text + "' is no listener: write it like http://127.0.0.1:5291");
    }

    private static boolean bare(URI url) {
      return url.getRawPath().isEmpty()
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawUserInfo() == null;
    }
  }
}
