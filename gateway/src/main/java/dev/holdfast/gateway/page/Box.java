package dev.holdfast.gateway.page;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gateway.page.SinkState.Tally;
import dev.holdfast.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The letters for one sink: in order for each key, one of a key at a time. Pure; guarded by its
 * outbox.
 */
final class Box {
  /** Full jitter: where many gateways page at once, a sink that comes back meets them in turn. */
  private static final Backoff BACKOFF = Backoff.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Tally DELIVERED = new Tally(1, 0, 0, 0, 0);
  private static final Tally FAILED = new Tally(0, 1, 0, 0, 0);
  private static final Tally REFUSED = new Tally(0, 1, 1, 0, 0);

  private final String sink;
  private final RandomGenerator random;
  private final List<Letter> letters = new ArrayList<>();
  private final Set<String> underWay = new HashSet<>();
  private Tally tally = SinkState.ZERO;
  private @Nullable Instant closedUntil;
  private @Nullable String trouble;
  private @Nullable Instant since;

  Box(String sink, RandomGenerator random) {
    this.sink = sink;
    this.random = random;
  }

  /**
   * Takes out what a new letter makes needless.
   *
   * @param gone told what was taken out
   * @return whether the new letter is still worth sending
   */
  boolean makeWay(Letter letter, List<Letter> gone) {
    if (letter.ends()) {
      return makeWayForEnd(letter, gone);
    }
    boolean waits = letters.stream().anyMatch(other -> other.key().equals(letter.key()));
    return letter.news().what() != What.REMINDED || !waits;
  }

  /** A trigger that nobody tried to send never happened for this sink, and neither did its end. */
  private boolean makeWayForEnd(Letter end, List<Letter> gone) {
    boolean unheardOf = false;
    Iterator<Letter> all = letters.iterator();
    while (all.hasNext()) {
      Letter letter = all.next();
      if (letter.key().equals(end.key()) && !letter.ends() && !underWay.contains(letter.id())) {
        unheardOf |= letter.news().what() == What.TRIGGERED && letter.tries() == 0;
        all.remove();
        gone.add(letter);
        tally = tally.plus(new Tally(0, 0, 0, 0, 1));
      }
    }
    return !unheardOf;
  }

  /** All letters are somebody else's. */
  void forget() {
    letters.clear();
    underWay.clear();
  }

  /** Whether a letter was taken and is not settled, nor somebody else's. */
  boolean carries(Letter letter) {
    return underWay.contains(letter.id());
  }

  void add(Letter letter) {
    letters.add(letter);
  }

  /** The next letter to send; null if there is none now. Whoever takes it must settle it. */
  @Nullable Letter next(Instant now) {
    if (closedUntil != null && now.isBefore(closedUntil)) {
      return null;
    }
    Set<String> before = new HashSet<>();
    for (Letter letter : letters) {
      boolean first = before.add(letter.key());
      if (first && !underWay.contains(letter.id()) && !now.isBefore(letter.due())) {
        underWay.add(letter.id());
        return letter;
      }
    }
    return null;
  }

  /** Takes out what nobody needs any more. */
  List<Letter> expire(Instant now) {
    List<Letter> old =
        letters.stream()
            .filter(letter -> !now.isBefore(letter.expires()) && !underWay.contains(letter.id()))
            .toList();
    letters.removeAll(old);
    tally = tally.plus(new Tally(0, 0, 0, old.size(), 0));
    return old;
  }

  /**
   * Tells what came of a letter.
   *
   * @return the letter as it is to be sent again; null if it is not
   */
  @Nullable Letter settle(Letter letter, Delivery delivery, Instant now) {
    underWay.remove(letter.id());
    int at = letters.indexOf(letter);
    if (delivery instanceof Delivery.Done) {
      tally = tally.plus(DELIVERED);
      fine();
    } else if (delivery instanceof Delivery.Never never) {
      tally = tally.plus(REFUSED);
      troubled(never.why(), now);
    } else if (delivery instanceof Delivery.Later later) {
      tally = tally.plus(FAILED);
      troubled(later.why(), now);
      return at < 0 ? null : later(at, letter, later.pause(), now);
    }
    letters.remove(letter);
    return null;
  }

  private @Nullable Letter later(int at, Letter letter, @Nullable Duration wait, Instant now) {
    if (overSince(letter)) {
      letters.remove(at);
      return null;
    }
    Duration pause = BACKOFF.draw(letter.tries(), random);
    Duration least = wait == null ? SOONEST : wait;
    closedUntil = wait == null ? closedUntil : now.plus(wait);
    Letter again = letter.again(now.plus(pause.compareTo(least) < 0 ? least : pause));
    letters.set(at, again);
    return again;
  }

  /** The end came while it was under way. */
  private boolean overSince(Letter letter) {
    return letters.stream().anyMatch(other -> other.ends() && other.key().equals(letter.key()))
        && !letter.ends();
  }

  private void fine() {
    trouble = null;
    since = null;
    closedUntil = null;
  }

  private void troubled(String why, Instant now) {
    trouble = why;
    since = since == null ? now : since;
  }

  SinkState state() {
    return new SinkState(sink, letters.size(), tally, trouble, since);
  }
}
