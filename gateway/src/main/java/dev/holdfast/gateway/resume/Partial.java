package dev.holdfast.gateway.resume;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer that broke off, as far as it was handed on.
 *
 * <p>Only text can be continued: a tool call that is not finished must never run, thinking that is
 * not finished has no signature, and of the other kinds of content the documentation promises
 * nothing (https://platform.claude.com/docs/en/build-with-claude/streaming, "Error recovery").
 */
public final class Partial {
  private static final String TEXT = "text";
  private static final Set<String> THINKING = Set.of("thinking", "redacted_thinking");

  private final StringBuilder text = new StringBuilder();
  private Cost cost = Cost.NONE;
  private int blocks;
  private @Nullable String open;
  private boolean started;
  private boolean thought;
  private boolean beyond;

  private Partial() {}

  /** Reads what was handed on, chunk by chunk. */
  public static Partial read(List<Buffer> handed) {
    Partial partial = new Partial();
    EventCutter cutter = new EventCutter();
    for (Buffer chunk : handed) {
      cutter.feed(chunk).forEach(partial::add);
    }
    return partial;
  }

  private void add(Event event) {
    switch (event.type()) {
      case "message_start" -> {
        started = true;
        cost = Cost.of(event.json().path("message").path("usage"));
      }
      case "content_block_start" -> start(event.json());
      case "content_block_delta" -> delta(event.json().path("delta"));
      case "content_block_stop" -> open = null;
      case "message_delta" -> beyond |= event.json().path("delta").hasNonNull("stop_reason");
      default -> {}
    }
  }

  private void start(JsonNode event) {
    String type = event.path("content_block").path("type").asText();
    open = type;
    blocks = Math.max(blocks, event.path("index").asInt() + 1);
    thought |= THINKING.contains(type);
    beyond |= !type.equals(TEXT) && !THINKING.contains(type);
    text.append(event.path("content_block").path(TEXT).asText());
  }

  private void delta(JsonNode delta) {
    text.append(delta.path(TEXT).asText());
  }

  /** Whether it can be continued: it ends in text, or has said nothing at all. */
  public boolean continuable() {
    boolean whole = open == null || open.equals(TEXT);
    return started && !beyond && whole && (!thought || !blank());
  }

  /** Whether no text has come: then the same request may simply be sent again. */
  public boolean blank() {
    return text().isBlank();
  }

  /** The text so far, of all its blocks. */
  public String text() {
    return text.toString();
  }

  /** Whether the model has thought before it wrote. */
  public boolean thought() {
    return thought;
  }

  /** How many content blocks began. */
  int blocks() {
    return blocks;
  }

  /** Whether the last of them has not ended. */
  boolean open() {
    return open != null;
  }

  /** What was told of tokens at its start. */
  public Cost cost() {
    return cost;
  }
}
