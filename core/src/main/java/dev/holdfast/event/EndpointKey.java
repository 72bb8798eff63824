package dev.holdfast.event;

import java.util.List;
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
  private static final String DATE = "-20yymmdd";

  /** The paths of the API that have models, quotas and troubles of their own. */
  public static final List<String> KINDS =
      List.of(
          "/v1/messages/count_tokens",
          "/v1/messages/batches",
          "/v1/messages",
          "/v1/models",
          "/v1/files");

  /**
   * The key of a call to a model.
   *
   * @param model the model id as sent; null if the call names none
   */
  public static EndpointKey of(String upstream, String path, @Nullable String model) {
    return new EndpointKey(upstream, kind(path), family(model));
  }

  /** A path without the ids in it: one endpoint for all models, batches or files. */
  private static String kind(String path) {
    for (String kind : KINDS) {
      int at = path.indexOf(kind);
      if (at >= 0) {
        return path.substring(0, at + kind.length());
      }
    }
    return path;
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
    String family = model.substring("claude-".length());
    return dated(family) ? family.substring(0, family.length() - DATE.length()) : family;
  }

  /** Looked at by hand: a pattern would cost more than the rest of the key. */
  private static boolean dated(String family) {
    int at = family.length() - DATE.length();
    boolean dated = family.startsWith("-20", at) || family.startsWith("@20", at);
    for (int i = at + 3; dated && i < family.length(); i++) {
      dated = family.charAt(i) >= '0' && family.charAt(i) <= '9';
    }
    return dated;
  }
}
