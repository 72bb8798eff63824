package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and a scrape name the same metrics: neither may drift from the other. */
class MetricsDocTest {
  private static final Path DOC = Path.of("../docs/metrics.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)(?:\\{[^`]*)?` \\|");
  private static final Pattern LABELS =
      Pattern.compile("(?m)^\\| `([a-z0-9_]+)\\{([a-z_, ]+)}` \\|");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  @Test
  void everyMetricIsToldAndEveryToldMetricIs() throws Exception {
    assertThat(documented()).as("docs/metrics.md").isEqualTo(scrape().names());
  }

  @Test
  void labelsAreToldAsTheyAre() throws Exception {
    Exposition told = scrape();
    var rows = LABELS.matcher(Files.readString(DOC));
    while (rows.find()) {
      Set<String> labels = new TreeSet<>(Set.of(rows.group(2).split(", ?", -1)));
      assertThat(labels(told, rows.group(1))).as(rows.group(1)).isEqualTo(labels);
    }
  }

  private static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    ROW.matcher(Files.readString(DOC)).results().forEach(row -> names.add(row.group(1)));
    return names;
  }

  private static Exposition scrape() throws Exception {
    try (Meters meters = Still.meters()) {
      collectGarbage();
      Scripted.call(meters).retries(529, Duration.ofMillis(700)).succeeds();
      return new Exposition(meters.scrape());
    }
  }

  private static Set<String> labels(Exposition told, String name) {
    Set<String> labels = new TreeSet<>();
    told.series().stream()
        .filter(series -> series.matches(name + "(_count)?\\{.*"))
        .flatMap(series -> LABEL.matcher(series).results())
        .forEach(label -> labels.add(label.group(1)));
    return labels;
  }

  /** Pauses are told only once there was one, by a thread of the JVM that tells us after Meters. */
  private static void collectGarbage() throws InterruptedException, ListenerNotFoundException {
    CountDownLatch told = new CountDownLatch(1);
    NotificationListener listener = (notification, handback) -> told.countDown();
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
    }
    System.gc();
    told.await();
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).removeNotificationListener(listener);
    }
  }
}
