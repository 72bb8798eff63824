package dev.holdfast.gateway.dashboard;

import dev.holdfast.reading.Reading;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that came with a 200 and are not what was asked for. */
final class ReadingPart implements Part {
  private static final Map<Reading, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put(
        Reading.TRUNCATED, "cut by max_tokens or the context window: ask for more, or shorten");
    ROWS.put(Reading.REFUSED, "stopped by a classifier: discard what came, change the request");
    ROWS.put(Reading.UNEXPECTED_TOOL_CALL, "calls a tool that was not offered");
    ROWS.put(Reading.EMPTY, "ended without saying anything: the turn was over already");
    ROWS.put(Reading.PAUSED, "a server tool reached its limit: send the content back to go on");
    ROWS.put(Reading.UNKNOWN, "no stop reason, or one this version does not know");
  }

  @Override
  public String id() {
    return "readings";
  }

  @Override
  public void write(Html to, Moment moment) {
    long good = count(moment, Reading.COMPLETE).day() + count(moment, Reading.TOOL_CALL).day();
    long odd = ROWS.keySet().stream().mapToLong(one -> count(moment, one).day()).sum();
    if (good + odd == 0) {
      to.put("p", "No answers read yet since the start.", "class", "empty");
      return;
    }
    Tables.open(to, "Readings of successes", "reading", "what it means", "1 h", "24 h");
    ROWS.forEach((reading, meaning) -> {
      to.open("tr").put("th", reading.slug(), "scope", "row").put("td", meaning);
      to.put("td", "%,d".formatted(count(moment, reading).hour()), "class", "n");
      to.put("td", "%,d".formatted(count(moment, reading).day()), "class", "n").close();
    });
    Tables.close(to);
    to.put(
        "p", "%,d answers of the last 24 hours read as complete.".formatted(good), "class", "fine");
  }

  private static Sightings.Count count(Moment moment, Reading reading) {
    return moment.seen().readings().getOrDefault(reading, new Sightings.Count(0, 0));
  }
}
