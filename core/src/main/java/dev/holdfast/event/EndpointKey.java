package dev.holdfast.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes: calls with the same key share their fate.
 *
 * @param upstream scheme and authority, {@code https://api.anthropic.com}
 * @param path without query, {@code /v1/messages}
 * @param family the model family, {@code opus-5}; {@code -} for calls that name no model
 */
public record EndpointKey(String upstream, String path, String family) {
  private static final String NO_MODEL = "-";
  private static final Pattern DATE = Pattern.compile("[-@]20\\d{6}$");

  /**
   * The key of a call to a model.
   *
   * @param model the model id as sent; null if the call names none
   */
  public static EndpointKey of(String upstream, String path, @Nullable String model) {
    return new EndpointKey(upstream, path, family(model));
  }

  /**
   * The family of a model id: without {@code claude-} and without its date. An id that is not
   * Anthropic's stays as it is.
   */
  public static String family(@Nullable String model) {
    if (model == null || model.isBlank()) {
      return NO_MODEL;
    }
    if (!model.startsWith("claude-")) {
      return model;
    }
    return DATE.matcher(model.substring("claude-".length())).replaceFirst("");
  }
}
