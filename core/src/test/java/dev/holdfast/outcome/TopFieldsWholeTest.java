package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One object at the top, kept with all that is in it. */
class TopFieldsWholeTest {
  private static final String USAGE = "{\"a\": {\"usage\": [1, \"}\\\"{\"]}, \"b\": 2}";
  private static final String BODY =
      "{\"x\": {\"usage\": 7}, \"usage\" : " + USAGE + ", \"stop_reason\":\"end_turn\"}";

  private static TopFields read(String body, int piece) {
    TopFields fields = new TopFields(Set.of("stop_reason"), "usage");
    byte[] bytes = body.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      fields.feed(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
    }
    return fields;
  }

  private static @Nullable String usage(String body) {
    return read(body, body.length()).field("usage");
  }

  @Test
  void itIsKeptAsItIsHoweverTheBodyIsCut() {
    for (int piece = 1; piece <= BODY.length(); piece++) {
      TopFields fields = read(BODY, piece);
      assertThat(fields.field("usage")).as("pieces of %d", piece).isEqualTo(USAGE);
      assertThat(fields.field("stop_reason")).isEqualTo("end_turn");
      assertThat(fields.whole()).isTrue();
    }
  }

  @Test
  void whatIsNoObjectIsNotKept() {
    assertThat(usage("{\"usage\": null}")).isNull();
    assertThat(usage("{\"usage\": \"{}\"}")).isNull();
    assertThat(usage("{\"used\": {}}")).isNull();
    assertThat(usage("{\"usage\": {\"a\": 1")).isNull();
    assertThat(usage("{\"usage\": []}")).isEqualTo("[]");
  }

  @Test
  void aLongOneIsCutAndMemoryIsBounded() {
    String kept = usage("{\"usage\": {\"a\": \"" + "x".repeat(100_000) + "\"}}");
    assertThat(kept).hasSizeLessThan(5_000);
  }
}
