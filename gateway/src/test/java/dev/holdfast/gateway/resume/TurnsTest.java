package dev.holdfast.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two messages that are one turn, and what they cost. */
class TurnsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{\"n\":1.50e+3}] | [ {\"x\":\"\\u00e9\"} , 2 ] | [{\"n\":1.50e+3},{\"x\":\"\\u00e9\"} ,"
            + " 2]",
        "[1]               | []                          | [1]",
        "[]                | []                          | []",
      })
  void contentIsPutTogetherAsItIs(String first, String later, String both) throws IOException {
    String message = "{\"id\":\"%s\",\"content\":%s,\"stop_reason\":\"%s\"}";
    Buffer joined =
        Turns.joined(
            Buffer.buffer(message.formatted("a", first, "pause_turn")),
            Buffer.buffer(message.formatted("b", later, "end_turn")));
    assertThat(joined.toString()).startsWith("{\"id\":\"b\",\"content\":" + both);
    assertThat(joined.toString()).contains("\"stop_reason\":\"end_turn\"");
  }

  @Test
  void nothingBeforeSomething() throws IOException {
    Buffer empty = Buffer.buffer("{\"content\":[]}");
    Buffer one = Buffer.buffer("{\"content\":[1]}");
    assertThat(Turns.joined(empty, one).toString()).startsWith("{\"content\":[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"content\":\"text\"}", "[]", "", "{\"content\":[1"})
  void whatIsNoMessageIsNotJoined(String text) {
    Buffer good = Buffer.buffer("{\"content\":[1]}");
    Buffer bad = Buffer.buffer(text);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Turns.joined(good, bad));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Turns.joined(bad, good));
  }

  @Test
  void costsAreAddedUp() throws IOException {
    Cost a =
        cost("{\"in\":1,\"tier\":\"x\",\"s\":{\"w\":2},\"only\":5,\"n\":null,\"t\":{\"u\":1}}");
    Cost b = cost("{\"in\":2,\"tier\":\"y\",\"s\":{\"w\":3,\"f\":1},\"n\":4,\"t\":null}");
    assertThat(JSON.readTree(a.plus(b).json()))
        .isEqualTo(
            JSON.readTree(
                "{\"in\":3,\"tier\":\"y\",\"s\":{\"w\":5,\"f\":1},\"only\":5,\"n\":4,\"t\":{\"u\":1}}"));
    assertThat(a.json()).contains("\"in\":1");
    assertThat(cost("7")).isEqualTo(Cost.NONE);
  }

  @Test
  void theEndOfAStreamHasTheCountsThatItsStartHadTold() throws IOException {
    Cost start = cost("{\"input_tokens\":9,\"output_tokens\":1,\"service_tier\":\"x\"}");
    Cost end = cost("{\"output_tokens\":20}");
    JsonNode both = JSON.readTree(start.endedWith(end).json());
    assertThat(both).isEqualTo(JSON.readTree("{\"output_tokens\":20,\"input_tokens\":9}"));
  }

  private static Cost cost(String json) throws IOException {
    return Cost.of(JSON.readTree(json));
  }
}
