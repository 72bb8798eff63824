package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.outcome.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one call brought back for its caller. Not thread-safe.
 *
 * @param <T> the caller's type of answer
 */
final class Results<T> {
  private List<IOException> lost = List.of();
  private @Nullable T last;
  private @Nullable T told;

  Outcome take(Reply<T> reply) {
    last = reply.value();
    told = last == null ? told : last;
    return reply.outcome();
  }

  Outcome take(IOException e) {
    lost = lost.isEmpty() ? new ArrayList<>() : lost;
    lost.add(e);
    return Losses.of(e);
  }

  /** The good answer's own value; in failure that of the last attempt that had one. */
  @Nullable T value(Ending ending) {
    return ending instanceof Ending.Answered ? last : told;
  }

  /** The failure of a call without a value. A transport may throw one exception twice. */
  CallFailed failure(Ending ending, Call call) {
    CallFailed failed = new CallFailed(ending, call);
    if (!lost.isEmpty()) {
      IOException cause = lost.get(lost.size() - 1);
      failed.initCause(cause);
      lost.stream().filter(e -> !e.equals(cause)).distinct().forEach(failed::addSuppressed);
    }
    return failed;
  }
}
