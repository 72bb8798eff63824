package dev.holdfast.event;

import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one call, in order: notes, attempts with what they brought back, decisions with
 * their conditions, pauses, holds, and the end. It never holds a body, an error's text, a
 * credential or a header value other than {@code request-id}: what is not on that list is taken out
 * here, whoever makes a trail.
 *
 * @param call which call
 * @param began when the call began; its deadline counts from here
 * @param events what happened; of a very long call the middle is left out
 * @param omitted how many events were left out
 */
public record Trail(CallRef call, Instant began, List<CallEvent> events, int omitted) {

  public Trail {
    events = extracts(events);
  }

  /** How the call ended; null while it is under way. */
  public @Nullable CallEnded ended() {
    CallEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
    return last instanceof CallEnded end ? end : null;
  }

  /** Whether it ended without a good answer, and not because the caller left. */
  public boolean failed() {
    CallEnded end = ended();
    return end != null && end.reason().failure();
  }

  /** The request ids that the upstream gave its attempts, in order; for its support. */
  public List<String> requestIds() {
    return ids().distinct().toList();
  }

  /** Whether this is the call's own id, or the request id of one of its attempts. */
  public boolean goesBy(String id) {
    return call.id().equals(id) || ids().anyMatch(id::equals);
  }

  /** A plain loop: it runs for every call. */
  private static List<CallEvent> extracts(List<CallEvent> events) {
    CallEvent[] kept = new CallEvent[events.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = Extract.of(events.get(i));
    }
    return Collections.unmodifiableList(Arrays.asList(kept));
  }

  private Stream<String> ids() {
    return events.stream().map(Trail::requestId).filter(Objects::nonNull);
  }

  private static @Nullable String requestId(CallEvent event) {
    return event instanceof AttemptEnded ended ? ended.result().outcome().requestId() : null;
  }
}
