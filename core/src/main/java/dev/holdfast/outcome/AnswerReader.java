package dev.holdfast.outcome;

import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Usage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer as it arrives, over any transport: what is held back, what may be handed on, and
 * what became of it.
 *
 * <p>The stream of a message is held until its first content, so that an error as the first event
 * can still be retried. An answer that is JSON, and every failure, is held until it is whole, up to
 * 8 MiB. All else flows from its head on, for nobody knows when it ends. Not thread-safe.
 */
public final class AnswerReader {
  private static final int MOST_HELD = 8 << 20;
  private static final int ERROR_BYTES = 64 << 10;
  private static final JsonNames FIELDS = JsonNames.of("stop_reason", "usage").and(Usage.FIELDS);

  private final int status;
  private final Headers headers;

  /** Present only for the stream of a message. */
  private final @Nullable SseScanner events;

  /** Present only for a message that came in one piece. */
  private final @Nullable TopFields fields;

  /** Whether a success is not what a message may look like: some page from in between. */
  private final boolean foreign;

  private List<ByteBuffer> held = new ArrayList<>();
  private long size;
  private boolean flows;
  private @Nullable Outcome over;

  /**
   * A reader at the start of an answer's body.
   *
   * @param message whether a message was asked for, whose answers have a known shape
   * @param headers of the answer; as the transport decoded it, an encoded body cannot be read
   */
  public AnswerReader(boolean message, int status, Headers headers) {
    this.status = status;
    this.headers = headers;
    String named = headers.first("content-type");
    String type = named == null ? "" : named.toLowerCase(Locale.ROOT);
    boolean stream = type.startsWith("text/event-stream");
    boolean readable = message && success() && headers.first("content-encoding") == null;
    this.events = readable && stream ? new SseScanner() : null;
    this.fields = readable && !stream ? new TopFields(FIELDS) : null;
    this.foreign = message && success() && !stream && !type.contains("json");
    this.flows = !message && success() && !type.startsWith("application/json");
  }

  private boolean success() {
    return status / 100 == 2;
  }

  /**
   * Takes a piece of the body, and keeps it if it has to be held.
   *
   * @param chunk not to be changed afterwards; its position stays
   * @return what may be handed on now, in order; often nothing
   */
  public List<ByteBuffer> feed(ByteBuffer chunk) {
    if (over != null) {
      return List.of();
    }
    if (events != null) {
      keep(scanned(events, chunk));
    } else {
      read(chunk);
    }
    return flows ? take() : List.of();
  }

  private ByteBuffer scanned(SseScanner scanner, ByteBuffer chunk) {
    scanner.feed(chunk.duplicate());
    flows |= scanner.phase() == Phase.CONTENT;
    if (scanner.error() != null) {
      over = answered(scanner.error());
    } else if (scanner.malformed() || (!flows && size > MOST_HELD)) {
      over = Lost.of(Loss.MALFORMED, phase());
    }
    return over == null ? chunk : chunk.slice(chunk.position(), scanner.whole());
  }

  private void read(ByteBuffer chunk) {
    if (fields != null) {
      fields.feed(chunk.duplicate());
    }
    keep(chunk);
    flows |= size > MOST_HELD;
  }

  private void keep(ByteBuffer chunk) {
    if (chunk.hasRemaining()) {
      held.add(chunk);
      size += chunk.remaining();
    }
  }

  /** What is held, in order; it is held no longer. */
  public List<ByteBuffer> take() {
    List<ByteBuffer> all = held;
    held = new ArrayList<>(1);
    return all;
  }

  /** Whether the answer is being handed on: it cannot be replaced any more. */
  public boolean flows() {
    return flows;
  }

  /** What became of it, if nothing usable can follow: an error event, a broken one; else null. */
  public @Nullable Outcome over() {
    return over;
  }

  /** The body ended as its framing says it should. */
  public Outcome end() {
    if (over != null) {
      return over;
    }
    if (events != null) {
      return events.stopped() ? answered(null) : Lost.of(Loss.CUT, phase());
    }
    if (foreign && !flows) {
      return Lost.of(Loss.MALFORMED, phase());
    }
    // A message whose JSON ends too early, however clean the end of its body looks.
    return fields == null || fields.whole() ? whole() : Lost.of(Loss.CUT, phase());
  }

  private Outcome whole() {
    if (success()) {
      String stopReason = fields == null ? null : fields.field("stop_reason");
      return new Answered(status, headers, null, Phase.CONTENT, stopReason, meaning(stopReason));
    }
    return Answered.failed(status, headers, error());
  }

  private @Nullable Meaning meaning(@Nullable String stopReason) {
    return fields == null ? null : Meaning.of(stopReason).using(fields.usage());
  }

  private ErrorBody error() {
    byte[] body = new byte[(int) Math.min(size, ERROR_BYTES)];
    int length = 0;
    for (ByteBuffer chunk : held) {
      int part = Math.min(chunk.remaining(), body.length - length);
      chunk.duplicate().get(body, length, part);
      length += part;
    }
    return ErrorBody.read(body, length);
  }

  /** The connection broke, or gave up; an answer that was whole by then is not lost. */
  public Outcome broken(Loss loss) {
    return over == null && !complete() ? Lost.of(loss, phase()) : end();
  }

  /** The caller wants no more of it; what was whole by then is as good as read. */
  public Outcome left() {
    return over == null && !complete() ? new Cancelled(phase()) : end();
  }

  private boolean complete() {
    return events != null && events.stopped();
  }

  /** How far the answer got. */
  public Phase phase() {
    if (events != null) {
      return events.phase();
    }
    if (flows) {
      return Phase.CONTENT;
    }
    return size > 0 ? Phase.PRE_CONTENT : Phase.HEADERS;
  }

  /** The answer so far as an outcome, while it flows. */
  public Answered soFar() {
    return answered(null);
  }

  private Answered answered(@Nullable ErrorBody error) {
    String stopReason = events == null ? null : events.stopReason();
    boolean told = events != null && events.stopped() && error == null;
    Meaning meaning = events != null && told ? events.meaning() : null;
    return new Answered(status, headers, error, phase(), stopReason, meaning);
  }
}
