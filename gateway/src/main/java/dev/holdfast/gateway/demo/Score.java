package dev.holdfast.gateway.demo;

import dev.holdfast.gateway.demo.Stage.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the callers have seen so far. Guarded by itself: the traffic writes, the screen reads. */
final class Score {
  private final List<Seen> all = new ArrayList<>();
  private int asked;

  synchronized void asked() {
    asked++;
  }

  synchronized void seen(Seen seen) {
    all.add(seen);
  }

  /** Whether every call has come back. */
  synchronized boolean settled() {
    return all.size() == asked;
  }

  synchronized Counts counts() {
    long lost = count(seen -> !seen.kept());
    long told = count(Seen::told);
    return new Counts(
        asked,
        all.size() - lost - told,
        asked - all.size(),
        count(seen -> seen.attempts() > 1),
        told,
        lost);
  }

  synchronized List<Seen> all() {
    return List.copyOf(all);
  }

  /** The longest time a caller waited for a good answer. */
  static Duration slowest(List<Seen> calls) {
    return calls.stream()
        .filter(seen -> seen.how() == Seen.How.ANSWERED)
        .map(Seen::took)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private long count(Predicate<Seen> wanted) {
    return all.stream().filter(wanted).count();
  }
}
