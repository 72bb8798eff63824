package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner tells what a parser tells, wherever the text is cut. */
class JsonScannerTest {
  private static final Set<String> WANTED = Set.of("a", "name", "type", "input_schema", "é");
  private static final JsonNames NAMES = JsonNames.of(WANTED);
  private static final int KEPT = 256;

  /** Notes what it is told; texts only where they were wanted. */
  private static final class Notes implements JsonVisitor {
    final List<String> told = new ArrayList<>();
    private boolean wanted;

    @Override
    public void begin(boolean object) {
      told.add(object ? "{" : "[");
      wanted = false;
    }

    @Override
    public void end() {
      told.add("end");
    }

    @Override
    public void name(String name) {
      told.add(name + ":");
      wanted = name != null;
    }

    @Override
    public void scalar(Scalar kind, JsonText text) {
      boolean shown = wanted || kind != Scalar.TEXT;
      told.add(kind + (shown && text.whole() ? " " + text : ""));
      if (wanted && text.toString().matches("\\p{ASCII}*")) {
        assertThat(text.is(text.toString())).isEqualTo(text.whole());
      }
      assertThat(text.is(text + "x")).isFalse();
      wanted = false;
    }
  }

  @Property
  void itTellsWhatAParserTells(@ForAll long seed) throws IOException {
    RandomJson json = new RandomJson(new Random(seed));
    List<String> fields = json.fields(4);
    for (String name : WANTED) {
      fields.add(json.field(name, json.value(3)));
    }
    byte[] bytes = (json.object(fields) + "\n ").getBytes(UTF_8);
    List<String> expected = parsed(bytes);

    assertThat(scanned(bytes)).isEqualTo(expected);
    Notes notes = new Notes();
    JsonScanner scanner = new JsonScanner(NAMES, notes);
    json.cut(bytes, 9, scanner::feed);
    assertThat(notes.told).isEqualTo(expected);
    assertThat(scanner.whole()).isTrue();
  }

  @Property
  void itIsWholeOnlyAtTheEnd(@ForAll long seed) {
    RandomJson json = new RandomJson(new Random(seed));
    byte[] bytes = json.list(4).getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(NAMES, new Notes());
    for (byte b : bytes) {
      assertThat(scanner.whole() || scanner.broken()).isFalse();
      scanner.feed(ByteBuffer.wrap(new byte[] {b}));
    }
    assertThat(scanner.whole()).isTrue();
  }

  @Property
  void whatAParserTakesIsNeverBroken(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new RandomJson(random).list(3).getBytes(UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          (byte) " \"\\{}[]:,1-etn.ux\n".charAt(random.nextInt(18));
    }
    JsonScanner scanner = new JsonScanner(NAMES, new Notes());
    scanner.feed(ByteBuffer.wrap(bytes));
    if (parses(bytes)) {
      assertThat(scanner.whole()).as(new String(bytes, UTF_8)).isTrue();
    }
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes) {
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    new JsonScanner(NAMES, new Notes()).feed(chunk);
    assertThat(chunk.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]",
        "[,1]",
        "{,}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\",}",
        "{\"a\"::1}",
        "{1:1}",
        "{]",
        "[}",
        "[1 2]",
        "[\"a\" \"b\"]",
        "[1\"a\"]",
        "[1{}]",
        "]",
        ":",
        ",",
        "[:]",
        "{} {}",
        "[]]",
        "[] x",
        "<html>",
        "[\u0000]",
        "\uFEFF{}",
        "[é]",
        "{\"a\":}",
        "[{}{}]",
        "{\"a\":1 \"b\":2}",
        "[\u0000\u0000",
        "plain text",
        "a=1&b=2",
        "[#]",
        "['a']",
        "[/**/]"
      })
  void whatNoParserTakesIsBroken(String text) {
    JsonScanner scanner = new JsonScanner(NAMES, new Notes());
    scanner.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    assertThat(scanner.broken()).isTrue();
    scanner.feed(ByteBuffer.wrap("{}".getBytes(UTF_8)));
    assertThat(scanner.whole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[", "{\"a\"", "{\"a\":", "[1", "[\"", "[\"\\", "[\"\\\"]", "1"})
  void whatMayGoOnIsNeitherBrokenNorWhole(String text) {
    JsonScanner scanner = new JsonScanner(NAMES, new Notes());
    scanner.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    assertThat(scanner.broken() || scanner.whole()).isFalse();
  }

  @Test
  void nestingHasAMeasure() {
    JsonScanner deep = new JsonScanner(NAMES, new Notes());
    deep.feed(ByteBuffer.wrap(("[".repeat(4096) + "]".repeat(4096)).getBytes(UTF_8)));
    assertThat(deep.whole()).isTrue();
    JsonScanner deeper = new JsonScanner(NAMES, new Notes());
    deeper.feed(ByteBuffer.wrap("{\"a\":".repeat(4097).getBytes(UTF_8)));
    assertThat(deeper.broken()).isTrue();
  }

  @Test
  void levelsDoNotMixAtAnyDepth() {
    for (int depth : new int[] {1, 63, 64, 65, 127, 128, 129, 200}) {
      JsonScanner scanner = new JsonScanner(NAMES, new Notes());
      String open = "[{\"a\":".repeat(depth);
      scanner.feed(ByteBuffer.wrap((open + "1" + "}]".repeat(depth)).getBytes(UTF_8)));
      assertThat(scanner.whole()).as("%d", depth).isTrue();
    }
  }

  @Test
  void ofALongTextTheBeginningIsKept() {
    List<String> texts = new ArrayList<>();
    JsonVisitor keeper =
        new JsonVisitor() {
          @Override
          public void begin(boolean object) {}

          @Override
          public void end() {}

          @Override
          public void name(String name) {}

          @Override
          public void scalar(Scalar kind, JsonText text) {
            texts.add(text.toString());
            texts.add(text.length() + " " + text.whole() + " " + text.plain());
          }
        };
    JsonScanner scanner = new JsonScanner(NAMES, keeper);
    String text =
        "{\"a\":\"" + "x".repeat(1000) + "\", \"b\":\"yy\", \"\\u0061\": \"\\n\\q\\u12\"}";
    scanner.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    assertThat(texts)
        .containsExactly(
            "x".repeat(KEPT), "1000 false true", "yy", "2 true true", "\nqu12", "8 true false");
  }

  private static List<String> scanned(byte[] bytes) {
    Notes notes = new Notes();
    new JsonScanner(NAMES, notes).feed(ByteBuffer.wrap(bytes));
    return notes.told;
  }

  /** The same notes, by Jackson. */
  private static List<String> parsed(byte[] bytes) throws IOException {
    List<String> told = new ArrayList<>();
    boolean wanted = false;
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        boolean name = t == JsonToken.FIELD_NAME;
        told.add(note(parser, t, wanted));
        wanted = name && WANTED.contains(parser.currentName());
      }
    }
    return told;
  }

  private static String note(JsonParser parser, JsonToken t, boolean wanted) throws IOException {
    return switch (t) {
      case START_OBJECT -> "{";
      case START_ARRAY -> "[";
      case END_OBJECT, END_ARRAY -> "end";
      case FIELD_NAME ->
          (WANTED.contains(parser.currentName()) ? parser.currentName() : null) + ":";
      case VALUE_STRING -> "TEXT" + (wanted ? " " + parser.getText() : "");
      case VALUE_TRUE -> "TRUE true";
      case VALUE_FALSE -> "FALSE false";
      case VALUE_NULL -> "NULL null";
      default -> "NUMBER " + parser.getText();
    };
  }

  private static boolean parses(byte[] bytes) {
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      return first != null && first.isStructStart() && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
