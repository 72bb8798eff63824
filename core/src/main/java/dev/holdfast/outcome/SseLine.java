package dev.holdfast.outcome;

import dev.holdfast.reading.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The line level of {@link SseScanner}: collects the field names and the data worth reading of the
 * event under way. Lines end with LF, CRLF or CR; a byte order mark and comments are passed over.
 */
final class SseLine {
  /** Longest data kept of one event; what is longer is not one of the events we read. */
  private static final int MOST = 64 * 1024;

  private static final int FIELD = 64;
  private static final byte[] NOTHING = {};

  private final byte[] head = new byte[FIELD];
  private int length;
  private boolean afterCr;

  /** Set until three bytes or a line have passed: where a byte order mark may stand. */
  private boolean first = true;

  /** Set while the rest of the current line is data to keep. */
  private boolean keeping;

  private boolean sawData;

  /** Set while the rest of the current line is data. */
  private boolean inData;

  /** The outermost bytes of the event's data, blanks aside; zero while there is none. */
  private byte firstOfData;

  private byte lastOfData;
  private @Nullable SseEvent event;
  private @Nullable SseEvent done;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
  private @Nullable SseData read;
  private ErrorBody error = ErrorBody.NONE;
  private boolean broken;

  /** Takes bytes up to the end of a line; true when that line was blank, which ends an event. */
  boolean take(ByteBuffer chunk) {
    while (chunk.hasRemaining()) {
      byte b = chunk.get();
      if (b == '\n' && afterCr) {
        afterCr = false;
      } else if (b == '\n' || b == '\r') {
        afterCr = b == '\r';
        return endOfLine();
      } else {
        afterCr = false;
        add(b);
      }
    }
    return false;
  }

  private void add(byte b) {
    if (length < FIELD) {
      head[length++] = b;
    }
    if (first && length == 3) {
      first = false;
      length = marked() ? 0 : length;
    }
    if (inData) {
      data(b);
    } else if (length == 5 && startsWith("data:")) {
      sawData = true;
      inData = true;
      // Without an event name the data's own type must be read, so it is kept.
      keeping = event == null || event.speaks();
    }
  }

  private boolean marked() {
    return head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
  }

  private void data(byte b) {
    if (b != ' ' && b != '\t') {
      firstOfData = firstOfData == 0 ? b : firstOfData;
      lastOfData = b;
    }
    if (keeping && data.size() < MOST) {
      data.write(b);
    }
  }

  private boolean endOfLine() {
    boolean blank = length == 0;
    if (!blank && startsWith("event:")) {
      event = named(value());
    }
    first = false;
    length = 0;
    inData = false;
    keeping = false;
    if (blank) {
      endOfEvent();
    }
    return blank;
  }

  /** No name, and the standard's own name for it, say nothing: the data's type must be read. */
  private static @Nullable SseEvent named(String name) {
    return name.isEmpty() || name.equals("message") ? null : SseEvent.named(name);
  }

  private void endOfEvent() {
    boolean something = (event != null || sawData) && data.size() > 0;
    byte[] bytes = something ? data.toByteArray() : NOTHING;
    read = something ? SseData.read(bytes) : null;
    done = event != null || read == null ? event : SseEvent.named(read.type());
    error = done == SseEvent.ERROR ? ErrorBody.read(bytes, bytes.length) : ErrorBody.NONE;
    broken = firstOfData != 0 && (firstOfData != '{' || lastOfData != '}');
    event = null;
    sawData = false;
    firstOfData = 0;
    lastOfData = 0;
    data.reset();
  }

  private boolean startsWith(String field) {
    if (length < field.length()) {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      if (head[i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What follows {@code event:}, cut at the longest name that could matter. */
  private String value() {
    int end = Math.min(length, FIELD);
    return new String(head, 6, end - 6, StandardCharsets.UTF_8).strip();
  }

  /** The event that just ended; null if it had neither a name nor readable data. */
  @Nullable SseEvent event() {
    return done;
  }

  /** Whether nothing of a further event has come yet. */
  boolean betweenEvents() {
    return length == 0 && event == null && !sawData;
  }

  /** Whether the event that just ended has data that is no JSON object. */
  boolean broken() {
    return broken;
  }

  /** Whether the line that just ended may have a line feed to come that belongs to it. */
  boolean afterCr() {
    return afterCr;
  }

  /** The error of the event that just ended, {@link ErrorBody#NONE} if its data said nothing. */
  ErrorBody error() {
    return error;
  }

  @Nullable String stopReason() {
    return read == null ? null : read.stopReason();
  }

  @Nullable String category() {
    return read == null ? null : read.category();
  }

  @Nullable Usage usage() {
    return read == null ? null : read.usage();
  }
}
