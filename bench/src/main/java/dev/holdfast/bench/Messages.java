package dev.holdfast.bench;

import java.nio.ByteBuffer;

/** The bytes that go over the wire: a request and an answer of 1 KB, and the events of a stream. */
// Texts as they go over the wire stand by themselves, to be read as such.
@SuppressWarnings("InlineFormatString")
final class Messages {
  private static final int KILOBYTE = 1024;
  private static final String MODEL = "claude-sonnet-4-5-20250929";

  // Limits that no run can use up: pacing keeps its books, as in production, and delays nobody.
  private static final String ANSWER_HEADERS =
      """
      HTTP/1.1 200 OK
      Date: Mon, 23 Nov 2026 12:00:00 GMT
      Content-Type: %s
      Server: cloudflare
      CF-RAY: 9a1b2c3d4e5f6789-FRA
      request-id: req_011CVabcdefghijklmnopqrs
      anthropic-organization-id: 11111111-2222-3333-4444-555555555555
      anthropic-ratelimit-requests-limit: 400000000
      anthropic-ratelimit-requests-remaining: 399990000
      anthropic-ratelimit-requests-reset: 2026-11-23T12:00:01Z
      anthropic-ratelimit-input-tokens-limit: 4000000000
      anthropic-ratelimit-input-tokens-remaining: 3999000000
      anthropic-ratelimit-input-tokens-reset: 2026-11-23T12:00:01Z
      anthropic-ratelimit-output-tokens-limit: 4000000000
      anthropic-ratelimit-output-tokens-remaining: 4000000000
      anthropic-ratelimit-output-tokens-reset: 2026-11-23T12:00:01Z
      strict-transport-security: max-age=31536000; includeSubDomains; preload
      via: 1.1 google
      %s

      """;

  private static final String REQUEST_HEADERS =
      """
      POST /v1/messages HTTP/1.1
      Host: 127.0.0.1
      Accept: application/json
      Accept-Encoding: gzip
      Content-Type: application/json
      User-Agent: AnthropicClientImpl/Java 3.12.0
      anthropic-version: 2023-06-01
      X-Api-Key: sk-ant-api03-not-a-key-not-a-key-not-a-key-not-a-key
      X-Stainless-Arch: x64
      X-Stainless-Lang: java
      X-Stainless-OS: Linux
      X-Stainless-Package-Version: 3.12.0
      X-Stainless-Read-Timeout: 600
      X-Stainless-Retry-Count: 0
      X-Stainless-Timeout: 600
      Content-Length: %d

      """;

  private static final String ANSWER =
      """
      {"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant",\
      "model":"%s","content":[{"type":"text","text":"%s"}],\
      "stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":12,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,\
      "output_tokens":160,"service_tier":"standard"}}\
      """;

  private static final String QUESTION =
      """
      {"model":"%s","max_tokens":1024,"stream":%s,"messages":[{"role":"user","content":"%s"}]}\
      """;

  static final byte[] STREAM = Inbox.ascii("\"stream\":true");

  private Messages() {}

  /** A request for a message. */
  static ByteBuffer request(boolean stream) {
    String body = filled(QUESTION, MODEL, stream ? "true" : "false");
    return wire(REQUEST_HEADERS.formatted(body.length()), body);
  }

  /** A whole message. */
  static ByteBuffer answer() {
    String body = filled(ANSWER, MODEL);
    return wire(ANSWER_HEADERS.formatted("application/json", "Content-Length: " + KILOBYTE), body);
  }

  /** The head of a stream. */
  static ByteBuffer streamHead() {
    String type = "text/event-stream; charset=utf-8";
    return wire(ANSWER_HEADERS.formatted(type, "Transfer-Encoding: chunked"), "");
  }

  /**
   * What the API sends at once: the start, the first block, a ping.
   *
   * @param sent {@link System#nanoTime()}, which all processes of a Linux machine share
   */
  static ByteBuffer start(long sent) {
    return chunk(
        event("message_start", "\"message\":{\"id\":\"msg_01\",\"content\":[]},\"sent\":" + sent)
            + event("content_block_start", "\"index\":0")
            + event("ping", "\"x\":0"));
  }

  /** A piece of text. */
  static ByteBuffer delta(long sent) {
    return chunk(
        event(
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" kelp\"},\"sent\":" + sent));
  }

  /** The end of a stream, that of the connection's chunks included. */
  static ByteBuffer end() {
    String events =
        event("content_block_stop", "\"index\":0")
            + event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}")
            + event("message_stop", "\"x\":0");
    return wire(Integer.toHexString(events.length()) + "\n", events + "\r\n0\r\n\r\n");
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
  }

  private static ByteBuffer chunk(String events) {
    return wire(Integer.toHexString(events.length()) + "\n", events + "\r\n");
  }

  private static ByteBuffer wire(String head, String body) {
    return ByteBuffer.wrap(Inbox.ascii(head.replace("\n", "\r\n") + body));
  }

  /** The template with its last gap filled up to a kilobyte. */
  private static String filled(String template, String... values) {
    Object[] all = new Object[values.length + 1];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = "";
    String words = "A holdfast is what kelp clings to the rock with in a storm. ".repeat(20);
    all[values.length] = words.substring(0, KILOBYTE - template.formatted(all).length());
    return template.formatted(all);
  }
}
