package dev.holdfast.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.preflight.RandomRequest.Mistake;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nothing that the API takes is rejected, wherever it is cut; mistakes are found, wherever. */
class PreflightPropertiesTest {
  /** All that is known of a body. */
  private record Known(PreflightReport report, long size, String model, Extent extent) {
    static Known of(Preflight preflight) {
      String model = preflight.model();
      return new Known(preflight.report(), preflight.size(), model, preflight.extent());
    }
  }

  private static Known whole(byte[] body) {
    Preflight preflight = new Preflight(RequestKind.MESSAGE, null);
    preflight.feed(ByteBuffer.wrap(body));
    return Known.of(preflight);
  }

  private static Known cut(byte[] body, RandomRequest random, int longest) {
    Preflight preflight = new Preflight(RequestKind.MESSAGE, null);
    random.json().cut(body, longest, preflight::feed);
    return Known.of(preflight);
  }

  @Property(tries = 1000)
  void whatTheApiTakesIsNeverRejected(@ForAll long seed) {
    RandomRequest random = new RandomRequest(seed);
    byte[] body = random.valid();
    Known whole = whole(body);

    assertThat(whole.report().findings())
        .as(new String(body, UTF_8))
        .allMatch(finding -> finding.check() == Check.NOT_STREAMED);
    assertThat(whole.size()).isEqualTo(body.length);
    assertThat(cut(body, random, 4)).isEqualTo(whole);
    assertThat(cut(body, random, 300)).isEqualTo(whole);
  }

  @Property(tries = 1000)
  void mistakesAreFound(@ForAll long seed, @ForAll Mistake mistake) {
    RandomRequest random = new RandomRequest(seed);
    byte[] body = random.with(mistake);
    Known whole = whole(body);

    assertThat(whole.report().level()).as(new String(body, UTF_8)).isEqualTo(Level.REJECT);
    assertThat(whole.report().findings())
        .as(new String(body, UTF_8))
        .filteredOn(finding -> finding.check().level() == Level.REJECT)
        .extracting(Finding::check)
        .containsOnly(mistake.check);
    assertThat(cut(body, random, 4)).isEqualTo(whole);
  }

  @Property(tries = 1000)
  void whatIsCutShortOrGarbledIsLeftToTheApi(@ForAll long seed, @ForAll Mistake mistake) {
    RandomRequest random = new RandomRequest(seed);
    byte[] body = random.with(mistake);
    byte[] shorter = Arrays.copyOf(body, (int) Math.abs(seed % body.length));

    assertThat(whole(shorter).report().level()).isEqualTo(Level.WARN);
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes, @ForAll RequestKind kind) {
    Preflight preflight = new Preflight(kind, "");
    preflight.feed(ByteBuffer.wrap(bytes));

    assertThat(preflight.report().level()).isNotEqualTo(Level.REJECT);
    assertThat(preflight.extent().tokens()).isNotNegative();
  }
}
