package dev.holdfast.outcome;

/**
 * The kinds of event that matter to the engine. A part belongs to the message but need not be
 * understood; everything unknown is content too.
 */
enum SseEvent {
  MESSAGE_START,
  PING,
  ERROR,
  MESSAGE_DELTA,
  MESSAGE_STOP,
  BLOCK,
  PART,
  CONTENT;

  static SseEvent named(String name) {
    return switch (name) {
      case "message_start" -> MESSAGE_START;
      case "ping" -> PING;
      case "error" -> ERROR;
      case "message_delta" -> MESSAGE_DELTA;
      case "message_stop" -> MESSAGE_STOP;
      case "content_block_start" -> BLOCK;
      default -> part(name) ? PART : CONTENT;
    };
  }

  private static boolean part(String name) {
    return name.startsWith("message_") || name.startsWith("content_block_");
  }

  /**
   * Whether data that is no JSON object breaks the stream. An unknown event may carry anything, and
   * an error that cannot be read is still an error.
   */
  boolean strict() {
    return this != CONTENT && this != ERROR;
  }

  /** Whether the event's data must be kept to be understood. */
  boolean speaks() {
    return this == ERROR || this == MESSAGE_START || this == MESSAGE_DELTA;
  }
}
