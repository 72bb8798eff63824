package dev.holdfast.gateway.watch;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.Listener;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wait that the upstream's last 429 asked for. */
public final class LastLimit implements Listener {
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final String home;
  private volatile @Nullable Told last;

  private record Told(Instant at, Duration pause) {}

  /**
   * Of an upstream.
   *
   * @param home its name, as endpoints have it
   */
  public LastLimit(String home) {
    this.home = home;
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptEnded ended) {
      Verdict verdict = ended.result().verdict();
      Duration pause = verdict.hint().delay();
      boolean ours = ended.call().endpoint().upstream().equals(home);
      if (ours && verdict.kind() == ErrorKind.RATE_LIMITED && pause != null) {
        last = new Told(ended.at(), pause);
      }
    }
  }

  /** The wait, as it was asked for; null if no 429 of the last minute asked for one. */
  public @Nullable Duration lately(Instant now) {
    Told told = last;
    return told == null || told.at().isBefore(now.minus(LATELY)) ? null : told.pause();
  }
}
