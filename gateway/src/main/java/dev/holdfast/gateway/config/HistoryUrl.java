package dev.holdfast.gateway.config;

import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the history is kept, as it is written.
 *
 * @param text known to fit
 */
record HistoryUrl(String text) {
  private static final String SQLITE = "sqlite:";
  static final String POSTGRESQL = "postgresql://";
  private static final String FILE = "history.db";

  /** Secret, since it may hold a password. */
  static final Kind<HistoryUrl> KIND =
      new Kind<>(
          "URL or word",
          true,
          HistoryUrl::read,
          Map.of("type", "string", "pattern", "^(sqlite:.*|postgresql://.+|memory|off)$"));

  private static HistoryUrl read(String text) {
    if (text.equals("off") || text.equals("memory")) {
      return new HistoryUrl(text);
    }
    if (text.startsWith(POSTGRESQL)) {
      postgresql(text);
      return new HistoryUrl(text);
    }
    if (!text.startsWith(SQLITE)) {
      throw new Unfit("is no place: write sqlite:, sqlite:FILE, postgresql://…, memory or off");
    }
    file(text);
    return new HistoryUrl(text);
  }

  private static Path file(String text) {
    try {
      return Path.of(text.substring(SQLITE.length()));
    } catch (InvalidPathException e) {
      throw new Unfit("names no file", e);
    }
  }

  /** The driver takes user and password as parameters only. */
  private static String postgresql(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null || url.getPath().length() < 2) {
        throw new Unfit("is no URL of a database: write postgresql://USER:PASSWORD@HOST/DATABASE");
      }
      String port = url.getPort() < 0 ? "" : ":" + url.getPort();
      String[] user = Objects.requireNonNullElse(url.getUserInfo(), "").split(":", 2);
      String query = url.getRawQuery() == null ? "" : "&" + url.getRawQuery();
      String name = user[0].isEmpty() ? "" : "&user=" + encoded(user[0]);
      String password = user.length < 2 ? "" : "&password=" + encoded(user[1]);
      String rest = (name + password + query).replaceFirst("&", "?");
      return "jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + rest;
    } catch (URISyntaxException e) {
      throw new Unfit("is no URL: signs of a password such as '@' are written as '%40'", e);
    }
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  /**
   * The database that is meant; null for none.
   *
   * @param folder what file names are relative to
   */
  @Nullable Store store(Path folder, Map<String, String> environment) {
    if (text.equals("off") || text.equals("memory")) {
      return text.equals("off") ? null : History.memory().store();
    }
    if (text.startsWith(POSTGRESQL)) {
      return new Store(postgresql(text), null);
    }
    boolean named = text.length() > SQLITE.length();
    Path file = named ? folder.resolve(file(text)) : state(environment).resolve(FILE);
    return History.in(file).store();
  }

  /** The XDG base directory specification's place for what should outlive a restart. */
  private static Path state(Map<String, String> environment) {
    String said = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        said.startsWith("/")
            ? Path.of(said)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("holdfast");
  }
}
