package dev.holdfast.outcome;

import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Usage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events as it passes, without holding it up: it is fed chunks cut
 * anywhere and tells how far the answer got, the error event, the stop reason, and whether {@code
 * message_stop} came.
 *
 * <p>It keeps the bytes of the few events whose JSON matters (at most 64 KiB) and only counts the
 * rest, so that a long answer costs one comparison a byte. Unknown events are content: passing on
 * something unknown must never be undone by a retry. Not thread-safe; one scanner per answer.
 */
public final class SseScanner {
  private final SseLine line = new SseLine();
  private Phase phase = Phase.HEADERS;
  private @Nullable ErrorBody error;
  private @Nullable String stopReason;
  private @Nullable String category;
  private @Nullable Usage usage;
  private boolean blocks;
  private boolean started;
  private boolean stopped;
  private boolean malformed;
  private int whole;
  private long events;
  private long pings;

  /** A scanner at the start of an answer's body. */
  public SseScanner() {}

  /**
   * Scans the remaining bytes of a chunk; the buffer's position is left at its limit.
   *
   * @param chunk any piece of the body, also an empty one
   */
  public void feed(ByteBuffer chunk) {
    if (chunk.hasRemaining() && phase == Phase.HEADERS) {
      phase = Phase.PRE_CONTENT;
    }
    int start = chunk.position();
    whole = 0;
    while (chunk.hasRemaining()) {
      boolean over = error != null || malformed;
      if (line.take(chunk)) {
        Phase before = phase;
        dispatch();
        // Content that comes after an error, be it in the same packet, is handed on by nobody.
        phase = over ? before : phase;
        whole = over || malformed ? whole : chunk.position() + lineFeed(chunk) - start;
      }
    }
  }

  /** One if the line feed of a CRLF comes next. */
  private int lineFeed(ByteBuffer chunk) {
    return line.afterCr() && chunk.hasRemaining() && chunk.get(chunk.position()) == '\n' ? 1 : 0;
  }

  /** A blank line ended an event. */
  private void dispatch() {
    SseEvent event = line.event();
    if (event == null) {
      return;
    }
    if (event.strict() && line.broken()) {
      malformed = true;
      return;
    }
    events++;
    use(line.usage());
    switch (event) {
      case PING -> pings++;
      case MESSAGE_START -> started = true;
      case ERROR -> error = error == null ? line.error() : error;
      case MESSAGE_DELTA -> delta();
      case MESSAGE_STOP -> {
        stopped = true;
        phase = Phase.CONTENT;
      }
      case BLOCK -> {
        blocks = true;
        phase = Phase.CONTENT;
      }
      case PART, CONTENT -> phase = Phase.CONTENT;
    }
  }

  private void delta() {
    stopReason = latest(line.stopReason(), stopReason);
    category = latest(line.category(), category);
    phase = Phase.CONTENT;
  }

  private void use(@Nullable Usage told) {
    usage = usage == null || told == null ? latest(told, usage) : usage.orMore(told);
  }

  private static <T> @Nullable T latest(@Nullable T now, @Nullable T before) {
    return now == null ? before : now;
  }

  /** {@link Phase#CONTENT} once an event came that is neither start, ping nor error. */
  public Phase phase() {
    return phase;
  }

  /** The first {@code error} event, null if none came. */
  public @Nullable ErrorBody error() {
    return error;
  }

  /** The last {@code stop_reason} told, null if none was. */
  public @Nullable String stopReason() {
    return stopReason;
  }

  /** What the stream means so far: until {@code message_stop} came, content that was cut. */
  public @Nullable Meaning meaning() {
    if (stopped) {
      return Meaning.of(stopReason).withContent(blocks).because(category).using(usage);
    }
    return phase == Phase.CONTENT ? Meaning.CUT : null;
  }

  /** Whether {@code message_start} came. */
  public boolean started() {
    return started;
  }

  /** Whether {@code message_stop} came: only then is the answer whole. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Whether an event of a message came whose data is no JSON object: the stream is broken, and
   * nothing that follows can be trusted.
   */
  public boolean malformed() {
    return malformed;
  }

  /**
   * How many bytes of the chunk fed last, from its start, are the ends of events that may be handed
   * on: all up to a malformed one, or up to and with the first {@code error}.
   */
  public int whole() {
    return whole;
  }

  /** Whether the last byte ended an event, so that the stream may be cut here. */
  public boolean betweenEvents() {
    return line.betweenEvents();
  }

  /** How many events came, pings included. */
  public long events() {
    return events;
  }

  /** How many events came that were no pings: as long as it grows, the answer moves on. */
  public long progress() {
    return events - pings;
  }
}
