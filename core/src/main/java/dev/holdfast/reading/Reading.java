package dev.holdfast.reading;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of success an answer is. Says nothing of the transport, which did its part. */
public enum Reading {
  /** The model said all it had to say: {@code end_turn}, {@code stop_sequence}. */
  COMPLETE,
  /** The same, but it said nothing: it found its turn over already. Asking again does not help. */
  EMPTY,
  /** Cut by a limit, or broken off: {@code max_tokens}, {@code model_context_window_exceeded}. */
  TRUNCATED,
  /** The model calls a tool: {@code tool_use}. */
  TOOL_CALL,
  /** The model calls a tool, and none was offered. */
  UNEXPECTED_TOOL_CALL,
  /** A classifier stopped it: {@code refusal}. Discard partial output. */
  REFUSED,
  /** A server tool reached its limit: {@code pause_turn}; send the content back to go on. */
  PAUSED,
  /** No stop reason at all, or one this version does not know. */
  UNKNOWN;

  /**
   * Reads a stop reason.
   *
   * @param stopReason as on the wire, an open set; null if there was none
   */
  public static Reading of(@Nullable String stopReason) {
    if (stopReason == null) {
      return UNKNOWN;
    }
    return switch (stopReason) {
      case "end_turn", "stop_sequence" -> COMPLETE;
      case "max_tokens", "model_context_window_exceeded" -> TRUNCATED;
      case "tool_use" -> TOOL_CALL;
      case "refusal" -> REFUSED;
      case "pause_turn" -> PAUSED;
      default -> UNKNOWN;
    };
  }

  /** The name as headers, metrics and logs show it: {@code tool-call}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
