package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped for Prometheus and Grafana asks only for metrics that there are. */
class DeployDriftTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern METRIC = Pattern.compile("\\b(?:holdfast|gen_ai)_[a-z0-9_]+");

  /** A dashboard's labels begin as metrics do. */
  private static final Set<String> LABELS = Set.of("gen_ai_request_model");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus/holdfast-rules.yml",
        "prometheus/holdfast-rules_test.yml",
        "grafana/holdfast-overview.json"
      })
  void everyMetricThatIsAskedForIsTold(String file) throws Exception {
    Set<String> asked = new TreeSet<>();
    METRIC
        .matcher(Files.readString(DEPLOY.resolve(file)))
        .results()
        .forEach(found -> asked.add(found.group()));
    asked.removeAll(LABELS);
    assertThat(asked).as("metrics in " + file).isNotEmpty().allMatch(told()::contains, "is told");
  }

  @Test
  void theDashboardCanBeImported() throws Exception {
    Path file = DEPLOY.resolve("grafana/holdfast-overview.json");
    var dashboard = new ObjectMapper().readTree(Files.readString(file));
    assertThat(dashboard.path("uid").asText()).isEqualTo("holdfast-overview");
    assertThat(dashboard.path("__inputs").get(0).path("name").asText()).isEqualTo("DS_PROMETHEUS");
    assertThat(dashboard.path("panels")).isNotEmpty();
  }

  /** Series as Prometheus stores them: a histogram is its buckets, its count and its sum. */
  private static Set<String> told() {
    try (Meters meters = Still.meters()) {
      Scripted.call(meters).retries(529, Duration.ofMillis(700)).succeeds();
      Set<String> names = new TreeSet<>();
      for (String series : new Exposition(meters.scrape()).series()) {
        names.add(series.split("[{ ]", 2)[0]);
      }
      return names;
    }
  }
}
