package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** JSON as bytes in chunks, and where in them its tokens stand. */
public final class JsonBytes {
  /** What the API takes is its own business: nothing that we only copy is too long or too deep. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonBytes() {}

  /**
   * A parser over chunks. It passes over strings that nobody asks for without collecting them.
   *
   * @param chunks may be read by others at the same time
   */
  public static JsonParser parser(List<Buffer> chunks) throws IOException {
    return JSON.createParser(new Chunks(chunks));
  }

  /** A text as a JSON string, with its quotes. */
  public static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** How many bytes come before the present token. */
  public static long start(JsonParser json) throws IOException {
    return known(json.currentTokenLocation().getByteOffset());
  }

  /** How many bytes come before the first one after the present token. */
  public static long end(JsonParser json) throws IOException {
    json.finishToken();
    return known(json.currentLocation().getByteOffset());
  }

  private static long known(long offset) throws IOException {
    if (offset < 0) {
      throw new IOException("not in UTF-8");
    }
    return offset;
  }

  /** Reads chunks one after the other, without changing them. */
  private static final class Chunks extends InputStream {
    private final List<Buffer> chunks;
    private int chunk;
    private int at;

    Chunks(List<Buffer> chunks) {
      this.chunks = chunks;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      while (chunk < chunks.size() && at == chunks.get(chunk).length()) {
        chunk++;
        at = 0;
      }
      if (chunk == chunks.size()) {
        return -1;
      }
      int count = Math.min(most, chunks.get(chunk).length() - at);
      chunks.get(chunk).getBytes(at, at + count, into, from);
      at += count;
      return count;
    }
  }
}
