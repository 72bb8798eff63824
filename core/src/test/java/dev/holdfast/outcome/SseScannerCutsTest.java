package dev.holdfast.outcome;

import static dev.holdfast.outcome.SseScannerTest.DELTA;
import static dev.holdfast.outcome.SseScannerTest.ERROR;
import static dev.holdfast.outcome.SseScannerTest.PING;
import static dev.holdfast.outcome.SseScannerTest.START;
import static dev.holdfast.outcome.SseScannerTest.STOP;
import static dev.holdfast.outcome.SseScannerTest.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.SseScannerTest.Told;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Where the network cuts a stream must not matter, and nothing it brings may break the scanner. */
class SseScannerCutsTest {
  private static final String STREAM =
      "\uFEFF" + START + PING + TEXT + ERROR + DELTA + STOP + "data: {\"type\":\"ping\"}\n\n";

  @Test
  void aCutAtEveryByteChangesNothing() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      byte[] bytes = STREAM.replace("\n", end).getBytes(UTF_8);
      Told whole = fed(bytes, bytes.length);
      assertThat(whole.events()).isEqualTo(7);
      for (int cut = 0; cut <= bytes.length; cut++) {
        assertThat(fed(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
      }
    }
  }

  @Test
  void byteByByteIsTheSameAsAtOnce() {
    byte[] bytes = STREAM.getBytes(UTF_8);
    SseScanner scanner = new SseScanner();
    for (byte b : bytes) {
      scanner.feed(ByteBuffer.wrap(new byte[] {b}));
      scanner.feed(ByteBuffer.allocate(0));
    }

    assertThat(Told.by(scanner)).isEqualTo(fed(bytes, bytes.length));
  }

  @Property
  void anyCutsGiveTheSameResult(@ForAll("streams") String stream, @ForAll Random random) {
    byte[] bytes = stream.getBytes(UTF_8);
    SseScanner scanner = new SseScanner();
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(random.nextInt(40), bytes.length - from);
      ByteBuffer chunk = ByteBuffer.wrap(bytes, from, length);
      scanner.feed(random.nextBoolean() ? chunk : direct(chunk));
      from += length;
    }

    assertThat(Told.by(scanner)).isEqualTo(fed(bytes, bytes.length));
  }

  @Property
  void noBytesAtAllMakeItThrow(@ForAll byte[] bytes) {
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    new SseScanner().feed(chunk);

    assertThat(chunk.hasRemaining()).isFalse();
  }

  @Property
  void noDataMakesItThrow(@ForAll byte[] data, @ForAll boolean named) {
    SseScanner scanner = new SseScanner();
    scanner.feed(ByteBuffer.wrap((named ? "event: error\ndata:" : "data:").getBytes(UTF_8)));
    scanner.feed(ByteBuffer.wrap(data));
    scanner.feed(ByteBuffer.wrap("\n\n\n".getBytes(UTF_8)));

    assertThat(scanner.phase().reached(Phase.PRE_CONTENT)).isTrue();
  }

  @Provide
  Arbitrary<String> streams() {
    Arbitrary<String> event =
        Arbitraries.of(
            START,
            PING,
            TEXT,
            DELTA,
            STOP,
            ERROR,
            ": a comment\n\n",
            "data: {}\n\n",
            "event: x\n",
            "data: \n",
            "\n",
            "\uFEFF",
            "<html>",
            "event: error\n\n",
            "{\"type\":",
            "data:[1,");
    Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\r", "\n\r");
    return event
        .list()
        .ofMaxSize(12)
        .map(all -> String.join("", all))
        .flatMap(stream -> end.map(e -> stream.replace("\n", e)));
  }

  private static ByteBuffer direct(ByteBuffer chunk) {
    return ByteBuffer.allocateDirect(chunk.remaining()).put(chunk).flip();
  }

  private static Told fed(byte[] bytes, int cut) {
    SseScanner scanner = new SseScanner();
    scanner.feed(ByteBuffer.wrap(bytes, 0, cut));
    scanner.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
    return Told.by(scanner);
  }
}
