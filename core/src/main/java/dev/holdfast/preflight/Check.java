package dev.holdfast.preflight;

import java.util.Locale;

/**
 * What is looked for in a request. Only what certainly fails is a reason to reject; each such row
 * is a limit of the API's reference or an answer that the API was seen to give.
 */
public enum Check {
  /** More bytes than the endpoint takes. */
  TOO_LARGE(
      Level.REJECT,
      "compress or downsample images, upload big content once with the Files API, or split it"),
  /** {@code messages} is missing, empty or no list. */
  NO_MESSAGES(Level.REJECT, "give a list of messages that begins with one of the user"),
  /** More than 100,000 messages. */
  TOO_MANY_MESSAGES(Level.REJECT, "summarize the older part of the conversation"),
  /** More than 100,000 requests in a batch. */
  TOO_MANY_REQUESTS(Level.REJECT, "make several batches of it"),
  /** A tool without a name or a schema, or with one that the API does not take. */
  BAD_TOOL(
      Level.REJECT,
      "a tool of your own has a name of 1 to 128 letters, digits, _ and -, and an input_schema"
          + " of type \"object\""),
  /** Two tools with one name. */
  SAME_TOOL_NAME(Level.REJECT, "give each tool a name of its own, such as one with a prefix"),
  /** {@code max_tokens} is more than the model can give. */
  TOO_MANY_TOKENS(Level.REJECT, "lower max_tokens, or take a model with a larger maximum"),
  /** Much of the body is base64 that travels again with every request. */
  INLINE_BASE64(Level.WARN, "upload it once with the Files API and send its file_id"),
  /** The input is probably longer than the model's context. */
  LONG_INPUT(Level.WARN, "shorten it; /v1/messages/count_tokens tells exactly"),
  /** A long answer that is not a stream: an idle connection for minutes, easily cut. */
  NOT_STREAMED(Level.WARN, "set \"stream\": true, or use a batch"),
  /** The body is not JSON, or not an object. */
  NOT_JSON(Level.WARN, "the API takes one JSON object");

  private final Level level;
  private final String mend;

  Check(Level level, String mend) {
    this.level = level;
    this.mend = mend;
  }

  /** What comes of it. */
  public Level level() {
    return level;
  }

  /** The status that the API answers such a request with. */
  public int status() {
    return this == TOO_LARGE ? 413 : 400;
  }

  /** How to mend it, without a full stop. */
  public String mend() {
    return mend;
  }

  /** The name as headers and programs read it: {@code too-large}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
