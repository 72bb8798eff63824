package dev.holdfast.outcome;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Writes random JSON: any nesting, numbers, escapes, scripts and blanks. */
public final class RandomJson {
  private static final String PIECES =
      "abc ABC 019 _-./:,{}[]' äöü é 漢字 мир 😀 \u2028 \u0000 \u001f \u007f \" \\ \n \t";
  private static final List<String> NUMBERS =
      List.of("0", "-0", "7", "-12", "3.14", "1e5", "1E-3", "-2.5e+10", "9007199254740993");
  private static final List<String> WORDS = List.of("true", "false", "null");

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  /** A value; deeper ones are simpler. */
  public String value(int depth) {
    return switch (random.nextInt(depth <= 0 ? 3 : 5)) {
      case 0 -> string(text(random.nextInt(40)));
      case 1 -> pick(NUMBERS);
      case 2 -> pick(WORDS);
      case 3 -> list(depth);
      default -> object(fields(depth));
    };
  }

  public String list(int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(value(depth - 1));
    }
    return list(elements);
  }

  public String list(List<String> elements) {
    return "[" + blank() + String.join(blank() + "," + blank(), elements) + blank() + "]";
  }

  /** Fields with names of their own, none of which anybody wants. */
  public List<String> fields(int depth) {
    List<String> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(field("x-" + i + text(random.nextInt(6)), value(depth - 1)));
    }
    return fields;
  }

  /** An object with its fields in any order. */
  public String object(List<String> fields) {
    List<String> shuffled = new ArrayList<>(fields);
    Collections.shuffle(shuffled, random);
    return "{" + blank() + String.join(blank() + "," + blank(), shuffled) + blank() + "}";
  }

  public String field(String name, String value) {
    return string(name) + blank() + ":" + blank() + value;
  }

  /** Text as a JSON string, each character escaped or not where both are allowed. */
  public String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          boolean must = c < 0x20 || c == '"' || c == '\\';
          String one = Character.toString(c);
          boolean escaped = must || random.nextInt(30) == 0;
          one.chars().forEach(u -> json.append(escaped ? escape((char) u) : "" + (char) u));
        });
    return json.append('"').toString();
  }

  private String escape(char c) {
    int simple = "\b\f\n\r\t\"\\/".indexOf(c);
    if (simple >= 0 && random.nextBoolean()) {
      return "\\" + "bfnrt\"\\/".charAt(simple);
    }
    String hex = "%04x".formatted((int) c);
    return "\\u" + (random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
  }

  public String text(int length) {
    int[] pieces = PIECES.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private String blank() {
    return pick(List.of("", "", "", " ", "\n  ", "\t", "\r\n"));
  }

  public String pick(List<String> any) {
    return any.get(random.nextInt(any.size()));
  }

  /** Feeds bytes in random pieces, empty ones and direct buffers among them. */
  public void cut(byte[] bytes, int longest, Consumer<ByteBuffer> eater) {
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(random.nextInt(longest + 1), bytes.length - from);
      ByteBuffer piece = ByteBuffer.wrap(bytes, from, length);
      boolean direct = random.nextBoolean();
      eater.accept(direct ? ByteBuffer.allocateDirect(length).put(piece).flip() : piece);
      from += length;
    }
  }
}
