package dev.holdfast.conformance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.conformity.Conformity;
import dev.holdfast.lab.conformity.ConformityTable;
import dev.holdfast.lab.conformity.Observation;
import dev.holdfast.lab.conformity.Scenario;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Spring AI, the same scenarios as everybody. With {@code -Dholdfast.docs.write=true} all is at its
 * defaults, Spring AI without Holdfast runs too, and both become columns of docs/conformance.md.
 */
class SpringConformanceTest {
  private static final boolean WRITE = Boolean.getBoolean("holdfast.docs.write");
  private static final Duration PATIENCE = Duration.ofSeconds(WRITE ? 30 : 20);
  private static final Path DOCS = Path.of("..", "..", "docs", "conformance.md");

  private static List<Observation> run(LabUpstream lab, boolean guarded) throws Exception {
    String[] rules = WRITE ? new String[0] : SpringSubject.BRISK;
    try (ConfigurableApplicationContext app = SpringSubject.app(lab.baseUrl(), guarded, rules)) {
      return new Conformity(lab, PATIENCE).run(Scenario.all(), SpringSubject.of(app));
    }
  }

  @Test
  void spring() throws Exception {
    ConformityTable table = new ConformityTable();
    try (LabUpstream lab = LabUpstream.start()) {
      List<Observation> seen = run(lab, true);
      table.add("holdfast-spring", seen);
      if (WRITE) {
        table.add("*spring-ai*", run(lab, false));
        append(table.markdown().lines().toList());
      }
      assertThat(seen).allSatisfy(o -> assertThat(o).matches(Observation::conforms));
    }
  }

  /** Adds columns to the table that the other clients have written before. */
  private static void append(List<String> more) throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    int first = lines.size() - more.size();
    assertThat(lines.get(first)).startsWith("| what happens").doesNotContain("holdfast-spring");
    for (int i = 0; i < more.size(); i++) {
      String cells = more.get(i).substring(more.get(i).indexOf('|', 1) + 1);
      lines.set(first + i, lines.get(first + i) + cells);
    }
    Files.write(DOCS, lines);
  }
}
