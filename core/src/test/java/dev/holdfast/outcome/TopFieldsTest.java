package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.reading.Usage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A few fields of an answer, read while it passes. */
class TopFieldsTest {
  private static final JsonNames NAMES =
      JsonNames.of("stop_reason", "content", "usage").and(Usage.FIELDS);
  private static final String BODY =
      "{\"x\": {\"usage\": {\"input_tokens\": 9}, \"stop_reason\": 1}, \"content\": [{}],"
          + " \"usage\" : {\"input_tokens\": 3, \"cache\": {\"input_tokens\": 8}, \"output_tokens\":4,"
          + "\"service_tier\":\"a}\"}, \"stop_reason\":\"end_turn\"}";

  private static TopFields read(String body, int piece) {
    TopFields fields = new TopFields(NAMES);
    byte[] bytes = body.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      fields.feed(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
    }
    return fields;
  }

  private static @Nullable Usage usage(String body) {
    return read(body, body.length()).usage();
  }

  @Test
  void theyAreTheSameHoweverTheBodyIsCut() {
    for (int piece = 1; piece <= BODY.length(); piece++) {
      TopFields fields = read(BODY, piece);
      assertThat(fields.usage()).as("pieces of %d", piece).isEqualTo(new Usage(3, 0, 0, 4));
      assertThat(fields.field("stop_reason")).isEqualTo("end_turn");
      assertThat(fields.field("content")).isEqualTo("[\u2026]");
      assertThat(fields.whole()).isTrue();
    }
  }

  @Test
  void emptyOnesAreTold() {
    TopFields fields = read("{\"content\": [], \"usage\": {}}", 7);
    assertThat(fields.field("content")).isEqualTo("[]");
    assertThat(fields.usage()).isEqualTo(Usage.NONE);
    assertThat(fields.field("stop_reason")).isNull();
  }

  @Test
  void whatIsNoUsageIsNone() {
    assertThat(usage("{\"usage\": null}")).isNull();
    assertThat(usage("{\"usage\": \"{}\"}")).isNull();
    assertThat(usage("{\"usage\": [{\"input_tokens\": 3}]}")).isNull();
    assertThat(usage("{\"used\": {\"input_tokens\": 3}}")).isNull();
    assertThat(usage("[{\"usage\": {}}]")).isNull();
  }

  @Test
  void countsThatAreNoneAreNothing() {
    String strange = "{\"usage\": {\"input_tokens\": -3, \"output_tokens\": 1e99}}";
    assertThat(usage(strange)).isEqualTo(Usage.NONE);
    assertThat(usage("{\"usage\": {\"input_tokens\": \"3\"}}")).isEqualTo(Usage.NONE);
  }
}
