package dev.holdfast.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and judges URLs. */
final class Urls {
  private Urls() {}

  /** Without a slash at the end, for paths are appended. */
  static URI upstream(String text) {
    URI url = parse(text, "write it like https://api.anthropic.com");
    if (!scheme(url).equals("https") && !scheme(url).equals("http")) {
      throw new Unfit("must begin with https:// (or http:// on this machine)");
    }
    if (url.getRawUserInfo() != null) {
      throw new Unfit("must not carry a user or password: callers bring their own key");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new Unfit("must end before '?' or '#': the query comes from the caller");
    }
    if ("api.anthropic.com".equals(url.getHost()) && url.getRawPath().startsWith("/v1")) {
      throw new Unfit("must end before /v1: the paths of callers begin with it");
    }
    String plain = url.toString();
    return plain.endsWith("/") ? URI.create(plain.replaceAll("/+$", "")) : url;
  }

  /** Hosts of a status page, where anybody on the way could forge what a plain answer says. */
  static List<URI> pages(String text) {
    if (text.isBlank()) {
      throw new Unfit("is empty: to read no status page, write status-page: off");
    }
    return Stream.of(text.split(",")).map(one -> page(one.strip())).toList();
  }

  private static URI page(String text) {
    URI url = parse(text, "write it like https://status.claude.com");
    boolean plain = scheme(url).equals("http") && isLoopback(url);
    if (!scheme(url).equals("https") && !plain) {
      throw new Unfit("must begin with https:// (or http:// on this machine)");
    }
    boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
    if (!bare || url.getRawUserInfo() != null) {
      throw new Unfit("must end behind the host: /api/v2/summary.json is added to it");
    }
    return URI.create(url.toString().replaceAll("/+$", ""));
  }

  /** Where alerts are sent, path and query included. */
  static URI sink(String text) {
    URI url = parse(text, "write it like https://hooks.example/path");
    if (!scheme(url).equals("https") && !scheme(url).equals("http")) {
      throw new Unfit("must begin with https:// or http://");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new Unfit("must carry no user, password or '#'");
    }
    return url;
  }

  static URI proxy(String text) {
    URI url = parse(text, "write it like http://proxy.example:3128");
    if (!scheme(url).equals("http")) {
      throw new Unfit("must begin with http://: other kinds of proxy are not supported");
    }
    if (url.getPort() < 0) {
      throw new Unfit("lacks a port: write it like http://proxy.example:3128");
    }
    return url;
  }

  static boolean isLoopback(URI url) {
    return Address.isLoopback(host(url));
  }

  /** IPv6 without brackets. */
  static String host(URI url) {
    String host = url.getHost();
    return host == null ? "" : host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
  }

  /** The port that is meant, said or not. */
  static int port(URI url) {
    int usual = scheme(url).equals("https") ? 443 : 80;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  static String scheme(URI url) {
    @Nullable String scheme = url.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** For showing: a password in it is nobody's business. */
  static String shown(String url) {
    return url.replaceAll("//[^/@]*@", "//…@");
  }

  private static URI parse(String text, String mend) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null || url.getScheme() == null || url.getPort() > 65_535) {
        throw new Unfit("is not a URL: " + mend);
      }
      return url;
    } catch (URISyntaxException e) {
      throw new Unfit("is not a URL: " + mend, e);
    }
  }
}
