package dev.holdfast.lab.script;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which requests a rule speaks of.
 *
 * @param path the beginning of the path, {@code /v1/} unless said otherwise
 * @param models names with {@code *} for any letters; none means any model
 */
public record Match(String path, List<String> models) {
  /** All of the API, none of the status page. */
  public static final Match API = new Match("/v1/", List.of());

  public Match {
    models = List.copyOf(models);
  }

  public boolean matches(String requestPath, String model) {
    return requestPath.startsWith(path) && (models.isEmpty() || modelMatches(model));
  }

  private boolean modelMatches(String model) {
    return models.stream().anyMatch(glob -> model.matches(regex(glob)));
  }

  private static String regex(String glob) {
    return Pattern.quote(glob).replace("*", "\\E.*\\Q");
  }
}
