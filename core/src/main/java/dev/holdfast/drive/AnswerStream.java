package dev.holdfast.drive;

import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is pulled from its transport. First {@link #open} reads as much as is
 * needed to know whether the answer may be handed on; then it is an ordinary stream, whose end is
 * either honest or a {@link BrokenAnswer}.
 *
 * <p>To be read by one thread at a time; closing is safe from any.
 */
public final class AnswerStream extends InputStream {
  private static final int CHUNK = 8192;

  private final AnswerReader reader;
  private final InputStream source;
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private @Nullable IOException broke;

  /**
   * The body of an answer.
   *
   * @param source closed with this stream
   */
  public AnswerStream(AnswerReader reader, InputStream source) {
    this.reader = reader;
    this.source = source;
  }

  /**
   * Reads until the answer may be handed on, or is over.
   *
   * @return what became of it; null if it flows, and then {@link #end} tells later
   */
  public @Nullable Outcome open() {
    while (!reader.flows() && !end.isDone()) {
      pull(new byte[CHUNK], 0, CHUNK);
    }
    return reader.flows() ? null : end.join();
  }

  /** The answer so far, while it flows. */
  public Answered soFar() {
    return reader.soFar();
  }

  /** What is held of an answer that is over. */
  public byte[] held() {
    List<ByteBuffer> all = reader.take();
    byte[] bytes = new byte[all.stream().mapToInt(ByteBuffer::remaining).sum()];
    ByteBuffer into = ByteBuffer.wrap(bytes);
    all.forEach(chunk -> into.put(chunk.duplicate()));
    return bytes;
  }

  /** Completed once with what became of the answer: read to its end, broken, or closed early. */
  public CompletionStage<Outcome> end() {
    return end;
  }

  /** Reads once from the source; while the answer is held the array belongs to it. */
  private void pull(byte[] into, int offset, int length) {
    try {
      int count = source.read(into, offset, length);
      if (count < 0) {
        end.complete(reader.end());
        return;
      }
      ready.addAll(reader.feed(ByteBuffer.wrap(into, offset, count)));
      Outcome over = reader.over();
      if (over != null) {
        end.complete(over);
      }
    } catch (IOException e) {
      broke = e;
      end.complete(reader.broken(Losses.of(e).loss()));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (ready.isEmpty()) {
      if (end.isDone()) {
        return ended();
      }
      pull(into, offset, length);
      if (!ready.isEmpty()) {
        // It flows, so this is the very piece of the array that was read into.
        return ready.remove().remaining();
      }
    }
    ByteBuffer next = ready.element();
    int count = Math.min(length, next.remaining());
    next.get(into, offset, count);
    if (!next.hasRemaining()) {
      ready.remove();
    }
    return count;
  }

  /** A good answer ends; anything else says what it was. */
  private int ended() throws IOException {
    Outcome outcome = end.join();
    if (outcome instanceof Answered answered && answered.error() == null) {
      return -1;
    }
    throw new BrokenAnswer(outcome, broke);
  }

  @Override
  public int available() {
    return ready.isEmpty() ? 0 : ready.element().remaining();
  }

  @Override
  public void close() throws IOException {
    end.complete(reader.left());
    source.close();
  }
}
