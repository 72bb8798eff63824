package dev.holdfast.gateway.resume;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts the bytes of an event stream into its events, wherever the chunks are cut. */
public final class EventCutter {
  private Buffer rest = Buffer.buffer();

  /** Where in the rest the present line begins, and how far it was looked at. */
  private int line;

  private int seen;

  /** Whether a line feed that comes next belongs to the end of line before it. */
  private boolean afterCr;

  /** Nothing came yet. */
  public EventCutter() {}

  /** The events that end in this chunk. */
  public List<Event> feed(Buffer chunk) {
    List<Event> events = new ArrayList<>();
    rest.appendBuffer(chunk);
    int begin = 0;
    while (seen < rest.length()) {
      byte b = rest.getByte(seen++);
      boolean pair = b == '\n' && afterCr;
      boolean ends = !pair && (b == '\n' || b == '\r');
      boolean blank = ends && seen - 1 == line;
      afterCr = b == '\r';
      line = ends || pair ? seen : line;
      if (blank) {
        events.add(Event.of(rest.getBuffer(begin, seen)));
        begin = seen;
      }
    }
    rest = rest.getBuffer(begin, rest.length());
    line -= begin;
    seen -= begin;
    return events;
  }

  /** How many bytes of an event came that has not ended. */
  public int rest() {
    return rest.length();
  }
}
