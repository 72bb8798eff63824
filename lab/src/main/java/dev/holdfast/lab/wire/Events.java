package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * A reply as server-sent events, in the order of
 * https://docs.claude.com/en/docs/build-with-claude/streaming: {@code message_start}, for each
 * block its start, deltas and stop, then {@code message_delta} and {@code message_stop}. One {@code
 * ping} follows the first block's start, where the API sends it.
 *
 * <p>Frames are made one at a time, so that a stream of a million events costs no memory.
 */
public final class Events implements Iterator<String> {
  /** The keep-alive that may stand anywhere in a stream. */
  public static final String PING = frame("ping", "{\"type\":\"ping\"}");

  private final Queue<Iterator<String>> parts = new ArrayDeque<>();

  private Events(Reply reply) {
    ObjectNode start = Json.object().put("type", "message_start");
    start.set("message", reply.opening());
    one(frame(start));
    for (int i = 0; i < reply.blocks().size(); i++) {
      add(reply.blocks().get(i), i);
    }
    if (reply.blocks().isEmpty()) {
      one(PING);
    }
    one(frame(reply.closing()));
    one(frame(Json.object().put("type", "message_stop")));
  }

  /** Starts the events of a reply; an iterator is used once. */
  public static Events of(Reply reply) {
    return new Events(reply);
  }

  /** An {@code error} event. */
  public static String error(ApiError error) {
    return frame("error", error.event());
  }

  @Override
  public boolean hasNext() {
    while (!parts.isEmpty() && !parts.element().hasNext()) {
      parts.remove();
    }
    return !parts.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return parts.element().next();
  }

  private void add(Block block, int index) {
    ObjectNode start = event("content_block_start", index);
    start.set("content_block", block.start());
    one(frame(start));
    if (index == 0) {
      one(PING);
    }
    parts.add(deltas(block.deltas(), index));
    one(frame(event("content_block_stop", index)));
  }

  private static Iterator<String> deltas(Iterator<ObjectNode> deltas, int index) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return deltas.hasNext();
      }

      @Override
      public String next() {
        ObjectNode event = event("content_block_delta", index);
        event.set("delta", deltas.next());
        return frame(event);
      }
    };
  }

  private void one(String frame) {
    parts.add(Collections.singleton(frame).iterator());
  }

  private static ObjectNode event(String type, int index) {
    return Json.object().put("type", type).put("index", index);
  }

  private static String frame(ObjectNode event) {
    return frame(event.path("type").asText(), Json.write(event));
  }

  private static String frame(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
