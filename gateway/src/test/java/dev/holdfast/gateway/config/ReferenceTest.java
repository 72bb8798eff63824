package dev.holdfast.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of keys, the guide and the shipped JSON Schema say the same. */
class ReferenceTest {
  private static final Path GUIDE = Path.of("..", "docs", "config.md");

  @Test
  void theGuideHasTheRowOfEveryKey() throws IOException {
    var table = Files.readString(GUIDE).split("\n## ")[1];
    var rows = table.lines().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .as("the table in docs/config.md")
        .containsExactlyElementsOf(Keys.ALL.stream().map(Key::reference).toList());
  }

  @Test
  void theShippedSchemaIsTheOneMadeFromTheTable() throws IOException {
    try (var shipped = JsonSchema.class.getResourceAsStream("holdfast.schema.json")) {
      var text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text)
          .as("refresh it: holdfast check --schema > gateway/src/main/resources/…")
          .isEqualTo(JsonSchema.text());
    }
  }

  @Test
  void everyDefaultFitsItsOwnKey() {
    for (var key : Keys.ALL) {
      var fallback = key.fallback();
      assertThat(fallback == null ? key : key.kind().of(fallback)).as(key.path()).isNotNull();
    }
  }

  @Test
  void suggestionsForgiveSwappedLetters() {
    assertThat(Spelling.distance("bugdet", "budget")).isEqualTo(1);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.nearest("urll", Keys.TABLE.below("upstream"))).isEqualTo("url");
    assertThat(Spelling.nearest("colour", Keys.TABLE.below("upstream"))).isNull();
  }
}
