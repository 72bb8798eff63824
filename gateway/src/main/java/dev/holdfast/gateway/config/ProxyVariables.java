package dev.holdfast.gateway.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code HTTPS_PROXY} and {@code NO_PROXY} as curl reads them: small letters first, a proxy without
 * scheme is http, {@code *} and name endings exempt.
 */
final class ProxyVariables {
  private ProxyVariables() {}

  /** Chooses the proxy for an https upstream elsewhere when the configuration names none. */
  static void applyTo(Settings settings, Map<String, String> environment) {
    URI upstream = settings.of(Keys.UPSTREAM_URL);
    boolean wanted = Urls.scheme(upstream).equals("https") && !Urls.isLoopback(upstream);
    boolean open = settings.source(Keys.UPSTREAM_PROXY).equals(Source.DEFAULT);
    for (String name : List.of("https_proxy", "HTTPS_PROXY")) {
      String value = environment.getOrDefault(name, "");
      if (wanted && open && !value.isEmpty() && !exempt(upstream, environment)) {
        String text =
            (value.contains("://") ? value : "http://" + value)
                .replaceAll("/+$", "")
                .replace("${", "$${");
        settings.read(Keys.UPSTREAM_PROXY, new Leaf(text, new Source(name, 0)), Map.of());
        return;
      }
    }
  }

  /**
   * The proxy for another https URL.
   *
   * @param configured the upstream's; null if it has none
   * @return null for none
   */
  static @Nullable URI proxy(URI url, @Nullable URI configured, Map<String, String> environment) {
    if (exempt(url, environment)) {
      return null;
    }
    String named =
        environment.getOrDefault("https_proxy", environment.getOrDefault("HTTPS_PROXY", ""));
    if (configured != null || named.isEmpty()) {
      return configured;
    }
    try {
      return Urls.proxy((named.contains("://") ? named : "http://" + named).replaceAll("/+$", ""));
    } catch (Unfit e) {
      // Where the upstream wants it too, that says so; sinks are then reached without.
      return null;
    }
  }

  private static boolean exempt(URI upstream, Map<String, String> environment) {
    @Nullable String small = environment.get("no_proxy");
    String list = small == null ? environment.getOrDefault("NO_PROXY", "") : small;
    return Arrays.stream(list.split("[,\\s]+")).anyMatch(entry -> matches(entry, upstream));
  }

  private static boolean matches(String entry, URI upstream) {
    String host = Urls.host(upstream);
    String wanted = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
    String name = wanted.replaceFirst(":\\d+$", "");
    boolean port = name.equals(wanted) || wanted.endsWith(":" + Urls.port(upstream));
    boolean same = host.equals(name) || host.endsWith("." + name);
    return entry.equals("*") || (!name.isEmpty() && port && same);
  }
}
