package dev.holdfast.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a broken answer can be continued. One letter is one event. */
class PartialTest {
  @ParameterizedTest
  @CsvSource({
    "sTd, true, x",
    "sTdd, true, xx",
    "spTpdp, true, x",
    "sTde, true, x",
    "sTdeTd, true, xx",
    "sT, true, ''",
    "s, true, ''",
    "sHheTd, true, x",
    "sReTd, true, x",
    "sHheT, false, ''",
    "sHh, false, ''",
    "sHhe, false, ''",
    "sUu, false, ''",
    "sTdeUu, false, x",
    "sTdeUue, false, x",
    "sTdeUueTd, false, xx",
    "sTdm, false, x",
    "sTdemf, false, x",
    "sTdn, true, x",
    "s?Td?, true, x",
    "sNTd, false, x",
    "Td, false, x",
    "'', false, ''",
  })
  void onlyTextIsContinued(String letters, boolean continuable, String text) {
    Partial partial = partial(letters);
    assertThat(partial.continuable()).isEqualTo(continuable);
    assertThat(partial.text()).isEqualTo(text);
  }

  @Test
  void blocksAreCountedAndTheOpenOneIsKnown() {
    assertThat(partial("sTdeTd").blocks()).isEqualTo(2);
    assertThat(partial("sTdeTd").open()).isTrue();
    assertThat(partial("sTde").open()).isFalse();
    assertThat(partial("s").blocks()).isZero();
    assertThat(partial("sHheTd").thought()).isTrue();
    assertThat(partial("sTd").cost().json()).isEqualTo("{\"input_tokens\":7}");
  }

  private static Partial partial(String letters) {
    StringBuilder stream = new StringBuilder(": a comment\n\n");
    int blocks = 0;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      blocks += Character.isUpperCase(letter) ? 1 : 0;
      stream.append(event(letter, blocks - 1));
    }
    return Partial.read(List.of(Buffer.buffer(stream.toString())));
  }

  private static String event(char letter, int index) {
    return switch (letter) {
      case 's' -> write("message_start", "\"message\":{\"usage\":{\"input_tokens\":7}}");
      case 'p' -> write("ping", "\"x\":1");
      case 'T' -> start(index, "text");
      case 'H' -> start(index, "thinking");
      case 'R' -> start(index, "redacted_thinking");
      case 'U' -> start(index, "tool_use");
      case 'N' -> start(index, "never_heard_of");
      case 'd' ->
          write("content_block_delta", "\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}");
      case 'h' -> write("content_block_delta", "\"delta\":{\"thinking\":\"hm\"}");
      case 'u' -> write("content_block_delta", "\"delta\":{\"partial_json\":\"{\"}");
      case 'e' -> write("content_block_stop", "\"index\":" + index);
      case 'm' -> write("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}");
      case 'n' -> write("message_delta", "\"delta\":{\"stop_reason\":null}");
      case 'f' -> write("message_stop", "\"x\":1");
      default -> "event: never_heard_of\ndata: anything\n\n";
    };
  }

  private static String start(int index, String type) {
    String block = "\"content_block\":{\"type\":\"" + type + "\",\"text\":\"\"}";
    return write("content_block_start", "\"index\":" + index + "," + block);
  }

  private static String write(String name, String fields) {
    return Event.write(name, "{\"type\":\"" + name + "\"," + fields + "}").toString();
  }
}
