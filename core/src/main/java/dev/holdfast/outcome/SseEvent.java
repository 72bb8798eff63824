package dev.holdfast.outcome;

/** The kinds of event that matter to the engine; everything unknown is content. */
enum SseEvent {
  MESSAGE_START,
  PING,
  ERROR,
  MESSAGE_DELTA,
  MESSAGE_STOP,
  CONTENT;

  static SseEvent named(String name) {
    return switch (name) {
      case "message_start" -> MESSAGE_START;
      case "ping" -> PING;
      case "error" -> ERROR;
      case "message_delta" -> MESSAGE_DELTA;
      case "message_stop" -> MESSAGE_STOP;
      default -> CONTENT;
    };
  }

  /** Whether the event's data must be kept to be understood. */
  boolean speaks() {
    return this == ERROR || this == MESSAGE_DELTA;
  }
}
