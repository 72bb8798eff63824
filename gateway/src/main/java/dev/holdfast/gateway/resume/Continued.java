package dev.holdfast.gateway.resume;

import dev.holdfast.gateway.edit.BodyEdit;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/**
 * The events of a stream that continues another one, as its reader is to see them: one message from
 * beginning to end. The second beginning is left out, blocks are counted on, and what both cost is
 * added up. A comment marks the seam, and a block that was open ends there: the texts on both sides
 * come from two answers and need not fit exactly.
 */
public final class Continued {
  private final Partial before;
  private final String note;
  private final Cost carried;
  private Cost own = Cost.NONE;
  private boolean begun;

  /**
   * A continuation that has not begun.
   *
   * @param before what it continues
   * @param carried what everything before it cost
   * @param note said at the seam, in a comment; one line
   */
  public Continued(Partial before, Cost carried, String note) {
    this.before = before;
    this.carried = carried;
    this.note = note;
  }

  /**
   * What is shown of an event; empty if nothing is.
   *
   * @throws IOException if it is not what its name says
   */
  public Buffer show(Event event) throws IOException {
    return switch (event.type()) {
      case "message_start" -> {
        own = Cost.of(event.json().path("message").path("usage"));
        yield Buffer.buffer();
      }
      case "content_block_start", "content_block_delta", "content_block_stop" -> {
        int index = event.json().path("index").asInt() + before.blocks();
        yield joined(changed(event, "index", Integer.toString(index)));
      }
      case "message_delta" -> joined(changed(event, "usage", total(event).json()));
      case "message_stop" -> joined(event.raw());
      default -> event.raw();
    };
  }

  private Cost total(Event event) {
    Cost mine = own.endedWith(Cost.of(event.json().path("usage")));
    return carried.counts().plus(mine);
  }

  private static Buffer changed(Event event, String field, String json) throws IOException {
    Buffer data = Buffer.buffer();
    BodyEdit edit = BodyEdit.NONE.set(field, json);
    edit.applyTo(List.of(Buffer.buffer(event.data()))).forEach(data::appendBuffer);
    return Event.write(event.type(), data.toString());
  }

  private Buffer joined(Buffer event) {
    if (begun) {
      return event;
    }
    begun = true;
    Buffer seam = Buffer.buffer(": " + note + "\n\n");
    if (before.open()) {
      int index = before.blocks() - 1;
      String stop = "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
      seam.appendBuffer(Event.write("content_block_stop", stop));
    }
    return seam.appendBuffer(event);
  }

  /** Whether the seam is behind it. */
  public boolean begun() {
    return begun;
  }

  /** What everything so far cost, should this one break off too. */
  public Cost cost() {
    return carried.counts().plus(own.counts());
  }
}
