package dev.holdfast.gateway.relay;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of an event stream. */
final class Sse {
  private Sse() {}

  /** One event. */
  record Event(String name, String data) {}

  static List<Event> events(String text) {
    List<Event> events = new ArrayList<>();
    for (String block : text.split("\n\n")) {
      String name = "";
      String data = "";
      for (String line : block.split("\n")) {
        name = line.startsWith("event: ") ? line.substring(7) : name;
        data = line.startsWith("data: ") ? line.substring(6) : data;
      }
      events.add(new Event(name, data));
    }
    return events;
  }

  static List<String> names(String text) {
    return events(text).stream().map(Event::name).toList();
  }

  static Event last(String text) {
    List<Event> events = events(text);
    return events.get(events.size() - 1);
  }
}
