package dev.holdfast.gauge;

import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rate-limit headers say, as far as it tells an unusual limit from a usual one. */
final class Limits {
  /** Codes that name a limit, with the header family that tells of it. */
  private static final Map<Code, String> NAMED =
      Map.of(
          Code.REQUEST_LIMIT, "anthropic-ratelimit-requests",
          Code.INPUT_LIMIT, "anthropic-ratelimit-input-tokens",
          Code.OUTPUT_LIMIT, "anthropic-ratelimit-output-tokens");

  private static final List<Code> ORDER =
      List.of(Code.REQUEST_LIMIT, Code.INPUT_LIMIT, Code.OUTPUT_LIMIT);

  /** Only answers to subscriptions carry these; seen in the field, not documented. */
  private static final List<String> PERSONAL =
      List.of("anthropic-ratelimit-unified-status", "anthropic-ratelimit-unified-reset");

  private static final Duration LASTING = Duration.ofMinutes(15);
  private static final int MOST = 256;

  private volatile Map<Meter, Allowance> known = Map.of();

  /** Whose limit it is, and which. */
  record Meter(String key, String model, Code limit) {}

  /** Which limit a 429 is about: the one with the least left. */
  static Code code(Answered answer, Verdict verdict) {
    if (answer.status() != 429) {
      // The head of a stream was said before, about a request that was admitted.
      return Code.RATE_LIMITED;
    }
    Headers headers = answer.headers();
    if (PERSONAL.stream().anyMatch(name -> headers.first(name) != null)) {
      return Code.PERSONAL_LIMIT;
    }
    Duration wait = verdict.hint().delay();
    if (wait != null && wait.compareTo(LASTING) > 0) {
      return Code.LASTING_LIMIT;
    }
    Code least = least(headers);
    // A limit that is about to refill says when. Other limits that come without these headers
    // (fast mode, acceleration) carry a retry-after.
    boolean silent = least == null && wait == null && verdict.origin() == Origin.PROVIDER;
    boolean total = number(headers, "anthropic-ratelimit-tokens-limit") != null;
    return silent && !total ? Code.LASTING_LIMIT : least == null ? Code.RATE_LIMITED : least;
  }

  private static @Nullable Code least(Headers headers) {
    Code least = null;
    double share = Double.POSITIVE_INFINITY;
    for (Code code : ORDER) {
      Long limit = number(headers, NAMED.get(code) + "-limit");
      Long left = number(headers, NAMED.get(code) + "-remaining");
      if (limit != null && limit > 0 && left != null && (double) left / limit < share) {
        share = (double) left / limit;
        least = code;
      }
    }
    return least;
  }

  private static @Nullable Long number(Headers headers, String name) {
    String text = headers.first(name);
    if (text == null || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    return text.isEmpty() ? null : Long.valueOf(text);
  }

  /** Reads how high the limits of a lane are. Not for every answer: once in a while will do. */
  void read(Lane lane, Headers headers, long second) {
    for (Code code : ORDER) {
      Long limit = number(headers, NAMED.get(code) + "-limit");
      if (limit != null) {
        note(new Meter(lane.key(), lane.model(), code), limit, Math.floorDiv(second, Cell.DAY));
      }
    }
  }

  private void note(Meter meter, long limit, long day) {
    Allowance before = known.get(meter);
    if (before != null && before.latest() == limit && before.day() == day) {
      return;
    }
    synchronized (this) {
      Map<Meter, Allowance> next = new HashMap<>(known);
      Allowance last = next.get(meter);
      if (last != null || next.size() < MOST) {
        next.put(meter, last == null ? Allowance.first(limit, day) : last.next(limit, day));
      }
      known = Map.copyOf(next);
    }
  }

  /** What is known now; never changes. */
  Map<Meter, Allowance> known() {
    return known;
  }
}
