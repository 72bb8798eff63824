package dev.holdfast.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code preflight} prints, and how it ends. */
class PreflightCommandTest {
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
  private static final String GOOD = "{\"model\":\"claude-opus-5\",\"max_tokens\":64," + HI + "}";

  @TempDir Path folder;

  private String file(String body) throws IOException {
    return Files.writeString(folder.resolve("body.json"), body).toString();
  }

  @Test
  void aGoodBodyIsOneLine() throws IOException {
    var file = file(GOOD);
    var line =
        "ok      " + file + ": 85 bytes for claude-opus-5, about 4 input tokens, no stream\n";
    assertThat(Ran.at(200, "preflight", file)).isEqualTo(new Ran(0, line, ""));
  }

  @Test
  void eachFindingHasItsMend() throws IOException {
    var body = "{\"max_tokens\":30000,\"messages\":[],\"tools\":[{\"name\":\"a b\"}]}";
    var file = file(body);
    assertThat(Ran.of("preflight", file).out().lines().map(line -> line.replace(file, "F")))
        .containsExactly(
            "reject  F: 59 bytes, about 0 input tokens, no stream",
            "  reject  messages is empty",
            "          give a list of messages that begins with one of the user",
            "  reject  tools[0].name is 'a b', which is no name for a tool",
            "  reject  tools[0].input_schema is missing",
            "          a tool of your own has a name of 1 to 128 letters, digits, _ and -, and an"
                + " input_schema of",
            "          type \"object\"",
            "  warn    max_tokens is 30000 for an answer that is not a stream",
            "          set \"stream\": true, or use a batch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "messages | {\"messages\":[{}]}                     | 0",
        "messages | {\"messages\":[{}],\"max_tokens\":30000} | 1",
        "messages | {                                      | 1",
        "messages | {}                                     | 2",
        "count_tokens | {}                                 | 2",
        "batches  | {}                                     | 0",
        "files    | anything                               | 0",
      })
  void theExitTellsTheLevel(String endpoint, String body, int exit) throws IOException {
    assertThat(Ran.of("preflight", "--endpoint", endpoint, file(body)).code()).isEqualTo(exit);
  }

  @Test
  void aBetaMayRaiseALimit() throws IOException {
    var file = file(GOOD.replace("64", "300000,\"stream\":true"));
    assertThat(Ran.of("preflight", file).code()).isEqualTo(2);
    assertThat(Ran.of("preflight", "--beta", "output-300k-2026-03-24", file).code()).isZero();
  }

  @Test
  void jsonHasAll() throws IOException {
    var file = file("{\"model\":\"m\",\"stream\":true,\"messages\":[],\"system\":\"12345678\"}");
    var ran = Ran.of("preflight", "--json", file);
    assertThat(ran.code()).isEqualTo(2);
    var mend = "give a list of messages that begins with one of the user";
    var expected =
        """
        {"level": "reject", "file": "FILE", "bytes": 61, "model": "m", "stream": true,
         "input_tokens": 2, "findings": [{"check": "no-messages", "level": "reject",
         "where": "messages", "what": "is empty", "mend": "MEND"}], "more": 0}
        """;
    var json = new ObjectMapper();
    assertThat(json.readTree(ran.out()))
        .isEqualTo(json.readTree(expected.replace("FILE", file).replace("MEND", mend)));
  }

  @Test
  void manyFindingsAreCutShort() throws IOException {
    var twelve = "[],[],[],[],[],[],[],[],[],[],[],[]";
    assertThat(Ran.of("preflight", file("{" + HI + ",\"tools\":[" + twelve + "]}")).out())
        .contains("tools[9] is not an object")
        .doesNotContain("tools[10]")
        .endsWith("  and 2 more of the same\n");
  }

  @Test
  void stdinIsRead() {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(GOOD.getBytes(UTF_8)));
    try {
      assertThat(Ran.of("preflight", "-").out()).startsWith("ok      stdin: 85 bytes");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aMissingFileIsOneLineAndTwo() {
    var line = "holdfast preflight: nowhere.json: no such file: check its name\n";
    assertThat(Ran.of("preflight", "nowhere.json")).isEqualTo(new Ran(2, "", line));
    assertThat(Ran.of("preflight", folder.toString()).err())
        .contains(": is a folder, not a file: check its name and permissions");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120})
  void noLineIsWiderThanTheTerminal(int width) throws IOException {
    Files.writeString(folder.resolve("b"), "{\"messages\":[],\"tools\":[{}]}");
    var lines = Ran.at(width, "preflight", folder.resolve("b").toString()).out().lines();
    assertThat(lines).allMatch(line -> line.length() <= width || line.contains(folder.toString()));
  }
}
