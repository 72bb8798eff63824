package dev.holdfast.preflight;

import org.jspecify.annotations.Nullable;

/** What a request is for, as far as limits go. */
public enum RequestKind {
  /** A message. */
  MESSAGE(32),
  /** A count of tokens: the body of a message without {@code max_tokens}. */
  TOKEN_COUNT(32),
  /** A batch of messages. */
  BATCH(256),
  /** A file for the Files API: not JSON. */
  FILE(500),
  /** Anything else: only its size is known to be limited. */
  OTHER(32);

  private static final long MEGABYTE = 1024L * 1024;

  private final long limit;

  RequestKind(long megabytes) {
    this.limit = megabytes * MEGABYTE;
  }

  /**
   * The kind of a request to Anthropic's API.
   *
   * @param path without query
   */
  public static RequestKind of(String path) {
    if (path.endsWith("/v1/messages")) {
      return MESSAGE;
    }
    if (path.endsWith("/v1/messages/count_tokens")) {
      return TOKEN_COUNT;
    }
    if (path.endsWith("/v1/files")) {
      return FILE;
    }
    return path.contains("/v1/messages/batches") ? BATCH : OTHER;
  }

  /** How many bytes a body may have; beyond them the edge answers 413, after the upload. */
  public long limit() {
    return limit;
  }

  /** What is wrong with a body of so many bytes; null if nothing is. */
  public @Nullable Finding tooLarge(long size) {
    String what = "is larger than " + limit + " bytes, the limit of this endpoint";
    return size <= limit ? null : new Finding(Check.TOO_LARGE, "the request body", what);
  }

  /** Whether {@code max_tokens}, {@code messages} and {@code tools} are its own. */
  boolean conversation() {
    return this == MESSAGE || this == TOKEN_COUNT;
  }

  /** Whether its body is one JSON object. */
  boolean json() {
    return conversation() || this == BATCH;
  }
}
