package dev.holdfast.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are cut out of a stream, wherever its chunks are cut. */
class EventCutterTest {
  private static final String STREAM =
      ": a comment\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
          + "event:x\nid: 7\ndata:{\"a\":\ndata: \"\u20ac\"}  \n\n\n"
          + "data: {\"type\":\"y\"}\n\nevent: message\ndata: {\"type\":\"z\"}\n\n";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void everyCutGivesTheSameEvents(String end) {
    String stream = STREAM.replace("\n", end);
    for (int seed = 0; seed < 50; seed++) {
      List<Event> events = cut(stream, new Random(seed));
      assertThat(events.stream().map(Event::type))
          .as("seed %s", seed)
          .containsExactly("", "ping", "x", "", "y", "z");
      assertThat(events.get(2).data()).isEqualTo("{\"a\":\n\"\u20ac\"}");
      String all = String.join("", events.stream().map(e -> e.raw().toString()).toList());
      // The line feed of the last line's end says nothing any more.
      assertThat(all).isIn(stream, stream.substring(0, stream.length() - 1));
    }
  }

  @Test
  void whatHasNotEndedIsNoEvent() {
    EventCutter cutter = new EventCutter();
    assertThat(cutter.feed(Buffer.buffer("event: a\ndata: 1\n"))).isEmpty();
    assertThat(cutter.rest()).isEqualTo(17);
    assertThat(cutter.feed(Buffer.buffer("\ndata"))).hasSize(1);
    assertThat(cutter.rest()).isEqualTo(4);
  }

  @Test
  void dataThatIsNoJsonIsNoType() {
    assertThat(Event.of(Buffer.buffer("data: {\n\n")).type()).isEmpty();
    assertThat(Event.of(Buffer.buffer("\n")).type()).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Event event = Event.of(Event.write("e", "{\"a\":\n1}"));
    assertThat(event.name()).isEqualTo("e");
    assertThat(event.json().path("a").asInt()).isEqualTo(1);
  }

  private static List<Event> cut(String stream, Random random) {
    EventCutter cutter = new EventCutter();
    Buffer all = Buffer.buffer(stream);
    List<Event> events = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int to = Math.min(all.length(), at + random.nextInt(9));
      events.addAll(cutter.feed(all.getBuffer(at, to)));
      at = to;
    }
    return events;
  }
}
