package dev.holdfast.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields are set, dropped and appended to; every other byte stays as it was. */
class BodyEditTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BodyEdit SONNET = BodyEdit.NONE.set("model", "\"s\"");
  private static final BodyEdit FEWER = BodyEdit.NONE.drop("a").drop("c");
  private static final BodyEdit MORE = BodyEdit.NONE.append("m", "{\"n\":1}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"model\":\"opus\"}                             | {\"model\":\"s\"}",
        "{ \"x\" : 1.50e+3 ,\t\"model\" : \"o\" , \"y\":[ ] }  | { \"x\" : 1.50e+3 ,\t\"model\" : \"s\" , \"y\":[ ] }",
        "{\"mod\\u0065l\":\"o\\\"\\\\\"}                   | {\"mod\\u0065l\":\"s\"}",
        "{\"model\":{\"model\":\"o\"},\"x\":{\"model\":1}} | {\"model\":\"s\",\"x\":{\"model\":1}}",
        "{\"model\":-0.0,\"x\":9007199254740993}           | {\"model\":\"s\",\"x\":9007199254740993}",
        "{\"model\":null}                                  | {\"model\":\"s\"}",
        "{}                                                | {\"model\":\"s\"}",
        "{\"x\":true }                                     | {\"x\":true,\"model\":\"s\" }",
        "{\"model\":1,\"x\":\"\u00e9\uD83D\uDE00\\ud83d\\ude00\",\"model\":2} | {\"model\":\"s\",\"x\":\"\u00e9\uD83D\uDE00\\ud83d\\ude00\"}",
      })
  void aFieldIsSet(String before, String after) throws IOException {
    assertThat(apply(SONNET, before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1}                         | {}",
        "{\"a\":1,\"b\":2}                 | {\"b\":2}",
        "{ \"a\" : 1 , \"c\":3, \"b\":2 }  | {\"b\":2 }",
        "{\"b\":2 , \"a\" : [1] }          | {\"b\":2 }",
        "{\"b\":2,\"a\":1,\"c\":3,\"d\":4} | {\"b\":2,\"d\":4}",
        "{\"a\":1,\"b\":{\"a\":1},\"c\":3} | {\"b\":{\"a\":1}}",
        "{\"a\":1,\"a\":1,\"c\":\"x\"}     | {}",
        "{\"b\":2}                         | {\"b\":2}",
      })
  void fieldsAreDropped(String before, String after) throws IOException {
    assertThat(apply(FEWER, before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"m\":[]}             | {\"m\":[{\"n\":1}]}",
        "{\"m\":[ ],\"x\":[]}   | {\"m\":[ {\"n\":1}],\"x\":[]}",
        "{\"m\":[[],{\"m\":[]}]}| {\"m\":[[],{\"m\":[]},{\"n\":1}]}",
        "{\"m\":[0 ]}           | {\"m\":[0 ,{\"n\":1}]}",
        "{}                     | {\"m\":[{\"n\":1}]}",
      })
  void anElementIsAppended(String before, String after) throws IOException {
    assertThat(apply(MORE, before)).isEqualTo(after);
  }

  @Test
  void changesGoTogetherAndTheLastOneOfAFieldCounts() throws IOException {
    BodyEdit edit =
        BodyEdit.NONE.set("a", "0").set("new", "{}").drop("b").append("c", "1,2").set("a", "true");
    assertThat(apply(edit, "{\"b\":1,\"c\":[0],\"a\":[9],\"b\":2,\"d\":3}"))
        .isEqualTo("{\"c\":[0,1,2],\"a\":true,\"d\":3,\"new\":{}}");
    assertThat(apply(edit, "{\"b\":1}")).isEqualTo("{\"a\":true,\"new\":{},\"c\":[1,2]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "17",
        "nonsense",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\" 1}",
        "{\"m\":{}}",
        "{\"m\":[],\"m\":[]}",
        "{\"a\":[}]",
        "{\"m\":[1"
      })
  void whatIsNoObjectIsRefused(String body) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> apply(MORE, body));
  }

  @Test
  void anotherEncodingIsRefused() {
    Buffer body = Buffer.buffer("{\"m\":[1]}".getBytes(StandardCharsets.UTF_16LE));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> MORE.applyTo(List.of(body)));
  }

  @Test
  void aByteOrderMarkStays() throws IOException {
    assertThat(apply(SONNET, "\ufeff{\"x\":1,\"model\":\"o\"}"))
        .isEqualTo("\ufeff{\"x\":1,\"model\":\"s\"}");
  }

  @Test
  void bytesThatNoChangeTouchesAreShared() throws IOException {
    Buffer big = Buffer.buffer("{\"x\":\"" + "\u20ac".repeat(1 << 20) + "\",\"model\":\"o\"}");
    List<Buffer> after = SONNET.applyTo(List.of(big));
    assertThat(after).hasSize(3);
    big.setByte(7, (byte) '!');
    assertThat(after.get(0).getByte(7)).isEqualTo((byte) '!');
  }

  @Test
  void nestingHasNoLimit() throws IOException {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(apply(SONNET, "{\"x\":" + deep + "}"))
        .isEqualTo("{\"x\":" + deep + ",\"model\":\"s\"}");
  }

  @Test
  void nothingToChangeIsNothingToRead() throws IOException {
    assertThat(apply(BodyEdit.NONE, "no JSON")).isEqualTo("no JSON");
  }

  /** Against a tree that is changed the plain way, cut into chunks anywhere. */
  @RepeatedTest(300)
  void randomBodiesChangeAsATreeWould(RepetitionInfo run) throws IOException {
    Random random = new Random(run.getCurrentRepetition());
    ObjectNode tree = object(random, 0);
    tree.putArray("m");
    tree.withArray("m").add(value(random, 1));
    String before = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    BodyEdit edit = BodyEdit.NONE.append("m", "7").set("k0", "[null]").set("new", "\"\"");
    tree.withArray("m").add(7);
    tree.putArray("k0").addNull();
    tree.put("new", "");
    for (int i = 1; i < 6; i += 2) {
      edit = edit.drop("k" + i);
      tree.remove("k" + i);
    }
    byte[] after = bytes(edit.applyTo(cut(before, random)));
    assertThat(JSON.readTree(after)).as("seed %s", run.getCurrentRepetition()).isEqualTo(tree);
  }

  private static String apply(BodyEdit edit, String body) throws IOException {
    String whole = text(edit.applyTo(List.of(Buffer.buffer(body))));
    List<Buffer> single = new ArrayList<>();
    for (byte b : body.getBytes(StandardCharsets.UTF_8)) {
      single.add(Buffer.buffer(new byte[] {b}));
    }
    assertThat(text(edit.applyTo(single))).isEqualTo(whole);
    return whole;
  }

  private static String text(List<Buffer> chunks) {
    return new String(bytes(chunks), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(List<Buffer> chunks) {
    Buffer all = Buffer.buffer();
    chunks.forEach(all::appendBuffer);
    return all.getBytes();
  }

  private static List<Buffer> cut(String text, Random random) {
    Buffer all = Buffer.buffer(text);
    List<Buffer> chunks = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int to = Math.min(all.length(), at + random.nextInt(40));
      chunks.add(all.getBuffer(at, to));
      at = to;
    }
    return chunks;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.createObjectNode();
    Iterator<Integer> names = random.ints(random.nextInt(8), 0, 9).iterator();
    names.forEachRemaining(i -> object.set("k" + i, value(random, depth + 1)));
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 7)) {
      case 0 -> JSON.getNodeFactory().numberNode(random.nextInt());
      case 1 -> JSON.getNodeFactory().numberNode(random.nextDouble());
      case 2 -> JSON.getNodeFactory().textNode("\"\\{[\u00e9\u20ac\uD83D\uDE00" + random.nextInt());
      case 3 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 4 -> JSON.getNodeFactory().nullNode();
      case 5 -> JSON.createArrayNode().add(value(random, depth + 1)).add(value(random, depth + 1));
      default -> object(random, depth);
    };
  }
}
