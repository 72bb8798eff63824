package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** The metadata for editors and the table in docs/library.md tell of the same properties. */
class ReferenceTest {
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
  private static final String DOCS = read(Path.of("..", "..", "docs", "library.md"));

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> properties() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReferenceTest.class.getResourceAsStream(METADATA))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Object> all =
          (List<Object>) JsonParserFactory.getJsonParser().parseMap(json).get("properties");
      return all.stream()
          .map(one -> (Map<String, Object>) one)
          .filter(one -> one.get("name").toString().startsWith("holdfast."))
          .toList();
    }
  }

  @Test
  void everyPropertyIsExplainedInBoth() throws IOException {
    assertThat(properties())
        .hasSizeGreaterThan(15)
        .allSatisfy(one -> {
          assertThat(one.get("description")).as("%s", one).isNotNull();
          assertThat(DOCS).contains("| `" + one.get("name") + "` |");
        });
    long rows = DOCS.lines().filter(line -> line.startsWith("| `holdfast.")).count();
    assertThat(rows).isEqualTo(properties().size());
  }

  @Test
  void defaultsAreTheSame() throws IOException {
    for (Map<String, Object> one : properties()) {
      Object value = one.get("defaultValue");
      if (value != null && !value.toString().startsWith("[")) {
        String shown = value.toString().replaceAll("^0\\.3$", "0.30");
        assertThat(DOCS).contains("| `" + one.get("name") + "` | `" + shown + "` |");
      }
    }
  }
}
