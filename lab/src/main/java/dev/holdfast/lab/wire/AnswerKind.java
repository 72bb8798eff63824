package dev.holdfast.lab.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in which a message can end well, one for each stop reason and shape of content. */
public enum AnswerKind {
  TEXT("end_turn"),
  THINKING("end_turn"),
  TOOL_USE("tool_use"),
  REFUSAL("refusal"),
  PAUSE_TURN("pause_turn"),
  MAX_TOKENS("max_tokens"),
  STOP_SEQUENCE("stop_sequence"),
  MODEL_CONTEXT_WINDOW_EXCEEDED("model_context_window_exceeded"),
  EMPTY("end_turn");

  private final String stopReason;

  AnswerKind(String stopReason) {
    this.stopReason = stopReason;
  }

  /** The {@code stop_reason} on the wire. */
  public String stopReason() {
    return stopReason;
  }

  /** The word in {@code x-lab-answer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AnswerKind::word).toList();
  }
}
