package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.cli.logs.Logs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as people and programs see it; and that nobody waits for it. */
class LogsTest {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.test");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void peopleSeeShortLines() {
    try (var logs = Logs.forPeople(out, false, Map.of())) {
      LOG.atInfo().addKeyValue("call", "c1").log("a good answer");
      LOG.warn("given up");
      LOG.debug("not shown");
      assertThat(logs.warnings()).isEqualTo(1);
    }
    assertThat(text().replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME"))
        .isEqualTo("TIME a good answer call=c1\nTIME WARN given up\n");
  }

  @Test
  void programsSeeJson() throws IOException {
    try (var logs = Logs.forPrograms(out, Map.of("HOLDFAST_LOG", "warn"))) {
      LOG.info("not shown");
      LOG.warn("given {}", "up");
      assertThat(logs.warnings()).isEqualTo(1);
    }
    var line = new ObjectMapper().readTree(text());
    assertThat(line.path("formattedMessage").asText()).isEqualTo("given up");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
  }

  @Test
  void librariesTellWarningsOnly() {
    try (var logs = Logs.forPeople(out, false, Map.of("HOLDFAST_LOG", "debug"))) {
      LoggerFactory.getLogger("io.netty.test").info("not shown");
      LOG.debug("shown");
      assertThat(logs.warnings()).isZero();
    }
    assertThat(text()).contains("shown").doesNotContain("not shown");
  }

  @Test
  void nobodyWaitsForATerminalThatTakesNothing() {
    var open = new CountDownLatch(1);
    try (var logs = Logs.forPeople(new Stuck(open), false, Map.of())) {
      for (var i = 0; i < 20_000; i++) {
        LOG.info("line {}", i); // would hang here
      }
      open.countDown();
      assertThat(logs.warnings()).isZero();
    }
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A stream that takes nothing until it is opened. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch open;

    Stuck(CountDownLatch open) {
      this.open = open;
    }

    @Override
    public void write(int b) {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
