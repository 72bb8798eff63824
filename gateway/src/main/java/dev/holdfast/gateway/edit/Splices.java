package dev.holdfast.gateway.edit;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Pieces to cut out of a body and to put in their place, from its beginning to its end. */
final class Splices {
  private final List<Splice> splices = new ArrayList<>();

  /** The bytes from one offset up to another give way to a text. */
  private record Splice(long from, long to, String text) {}

  /** Adds a splice; none may begin before the end of the one before. */
  void replace(long from, long to, String text) {
    splices.add(new Splice(from, to, text));
  }

  /** The body with all splices; what they leave alone is shared, not copied. */
  List<Buffer> applyTo(List<Buffer> chunks) {
    List<Buffer> result = new ArrayList<>(chunks.size() + 2 * splices.size());
    long at = 0;
    for (Splice splice : splices) {
      copy(chunks, at, splice.from, result);
      if (!splice.text.isEmpty()) {
        result.add(Buffer.buffer(splice.text));
      }
      at = splice.to;
    }
    copy(chunks, at, Long.MAX_VALUE, result);
    return result;
  }

  private static void copy(List<Buffer> chunks, long from, long to, List<Buffer> result) {
    long start = 0;
    for (Buffer chunk : chunks) {
      long end = start + chunk.length();
      if (from < end && to > start) {
        int first = (int) (Math.max(from, start) - start);
        int last = (int) (Math.min(to, end) - start);
        addUnlessEmpty(chunk.slice(first, last), result);
      }
      start = end;
    }
  }

  private static void addUnlessEmpty(Buffer piece, List<Buffer> result) {
    if (piece.length() > 0) {
      result.add(piece);
    }
  }
}
