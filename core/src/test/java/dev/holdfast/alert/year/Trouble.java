package dev.holdfast.alert.year;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A time in which attempts fail.
 *
 * @param from when calls began to fail
 * @param to when they were well again
 * @param share of the attempts that fail
 * @param families model families it is about; empty: all
 * @param status what the failing attempts get
 */
record Trouble(Instant from, Instant to, double share, Set<String> families, int status) {
  /** The median first post comes so long after the impact begins. */
  private static final Duration LAG = Duration.ofMinutes(13);

  /** The median "Resolved" comes so long after the impact ends. */
  private static final Duration LATE = Duration.ofMinutes(36);

  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /** A model that was withdrawn for weeks is no outage. */
  private static final Duration LONGEST = Duration.ofHours(24);

  /** What a published state means in failing attempts: an assumption, varied in the replay. */
  private static final Map<String, Double> SHARES =
      Map.of(
          "degraded_performance", 0.05,
          "partial_outage", 0.20,
          "major_outage", 0.60);

  static List<Trouble> published() {
    try (InputStream csv = Trouble.class.getResourceAsStream("/dev/holdfast/alert/incidents.csv")) {
      return new String(csv.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(Trouble::of)
          .filter(Objects::nonNull)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trouble of(String line) {
    String[] fields = line.split(",", -1);
    Instant posted = Instant.parse(fields[0]);
    double share = 0;
    Instant end = fields[1].isEmpty() ? posted.plus(LATE) : Instant.parse(fields[1]).minus(LATE);
    for (String change : fields[3].isEmpty() ? new String[0] : fields[3].split(" ")) {
      String[] parts = change.split("=");
      share = Math.max(share, SHARES.getOrDefault(parts[1], 0.0));
      end = parts[1].equals("operational") ? Instant.parse(parts[0]) : end;
    }
    Instant from = posted.minus(LAG);
    Instant to = end.isBefore(from.plus(SHORTEST)) ? from.plus(SHORTEST) : end;
    boolean outage = share > 0 && Duration.between(from, to).compareTo(LONGEST) < 0;
    Set<String> families =
        fields[4].isEmpty()
            ? Set.of()
            : Set.copyOf(List.of(fields[4].replaceAll("-[0-9.]+", "").split(" +")));
    return outage ? new Trouble(from, to, share, families, status(posted)) : null;
  }

  /** Six in ten are overload, three are 500s, one is a 503. */
  private static int status(Instant posted) {
    long tenth = Math.floorMod(posted.getEpochSecond(), 10);
    return tenth < 6 ? 529 : tenth < 9 ? 500 : 503;
  }

  Trouble times(double factor) {
    return new Trouble(from, to, Math.min(0.95, share * factor), families, status);
  }

  boolean covers(Instant at, String family) {
    return !at.isBefore(from)
        && at.isBefore(to)
        && (families.isEmpty() || families.contains(family));
  }
}
