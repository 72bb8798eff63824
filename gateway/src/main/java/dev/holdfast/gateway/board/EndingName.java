package dev.holdfast.gateway.board;

import dev.holdfast.decide.Reason;

/** The three ways a call can end, as metrics and logs name them. */
enum EndingName {
  ANSWERED("answered", "call answered"),
  FAILED("failed", "call failed"),
  CANCELLED("cancelled", "call cancelled");

  private final String label;
  private final String sentence;

  EndingName(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  static EndingName of(Reason reason) {
    return switch (reason) {
      case SUCCESS -> ANSWERED;
      case CANCELLED -> CANCELLED;
      default -> FAILED;
    };
  }

  String label() {
    return label;
  }

  String sentence() {
    return sentence;
  }
}
