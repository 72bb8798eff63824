package dev.holdfast.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Outages in real time, on real sockets: fifty callers, a gateway with its defaults, the lab. About
 * a quarter of an hour, so only in a profile of its own: {@code ./mvnw verify -Pwire -pl wire -am}.
 * The bounds are those of {@code OutageTest}, which runs the same in virtual time with every build.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class OutageWireTest {
  private static final Duration CALM = Duration.ofSeconds(10);

  /** What is still under way when the last call was made, and the longest hold. */
  private static final Duration REST = Duration.ofSeconds(30);

  @BeforeAll
  static void table() {
    Figures.begin();
  }

  /** Calm, then the fault, then time to recover; every call must have ended. */
  private static Figures run(Storm storm, String name, double perSecond, Duration fault)
      throws Exception {
    Duration from = storm.elapsed().plus(CALM);
    storm.callers().run(perSecond, CALM.plus(fault).plus(REST));
    storm.callers().finish(REST);
    return storm.figures(name, from, from.plus(fault)).shown();
  }

  @Test
  void tenSecondsOfTotal529() throws Exception {
    Duration fault = Duration.ofSeconds(10);
    try (Storm storm = new Storm()) {
      storm.fault("529*;after=150ms", 1, CALM, fault);
      Figures figures = run(storm, "529 for 10 s, 10 calls/s", 10, fault);

      assertThat(figures.success()).isGreaterThanOrEqualTo(0.99);
      assertThat(figures.attemptsPerCall()).isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void aMinuteOf503ForNearlyHalf() throws Exception {
    partial("45 % 503 for 60 s, 10 calls/s", 10, 0.98);
  }

  @Test
  void aMinuteOf503ForNearlyHalfAtTenTimesTheRate() throws Exception {
    partial("45 % 503 for 60 s, 100 calls/s", 100, 0.97);
  }

  /** A few answers take long to fail, which must not change the way. */
  private static void partial(String name, double perSecond, double least) throws Exception {
    Duration fault = Duration.ofMinutes(1);
    try (Storm storm = new Storm()) {
      storm.fault("503*;after=150ms", 0.45, CALM, fault);
      storm.fault("504*;after=2500ms", 0.005, CALM, fault);
      Figures figures = run(storm, name, perSecond, fault);

      assertThat(figures.success()).isGreaterThanOrEqualTo(least);
      assertThat(figures.attemptsPerCall()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void fiveMinutesOfTotal529() throws Exception {
    Duration fault = Duration.ofMinutes(5);
    try (Storm storm = new Storm()) {
      storm.fault("529*;after=150ms", 1, CALM, fault);
      Figures figures = run(storm, "529 for 5 min, 10 calls/s", 10, fault);

      assertThat(figures.attemptsPerCall()).isLessThanOrEqualTo(0.2);
      assertThat(figures.closed()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void anOverloadThatKeepsItselfAlive() throws Exception {
    Duration length = Duration.ofMinutes(4);
    try (Storm storm = new Storm()) {
      storm.callers().leavingAfter(Duration.ofSeconds(5), 3);
      storm.fault("slots=20*;queue=160;work=1s", 1, Duration.ZERO, length.plusMinutes(2));
      storm.callers().run(18, Duration.ofSeconds(45));
      storm.callers().run(36, Duration.ofSeconds(30));
      storm.callers().run(18, length.minusSeconds(75));
      Duration end = storm.elapsed();
      storm.callers().finish(REST);
      Figures figures =
          storm.figures(
              "20 workers, 18 calls/s, 5 s patience: last minute", end.minusMinutes(1), end);

      assertThat(figures.shown().success()).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void whatCallersBringUponThemselves() throws Exception {
    Duration each = Duration.ofSeconds(10);
    try (Storm storm = new Storm()) {
      Duration from = storm.elapsed();
      storm.callers().run(40, each, "x-api-key", "an-invalid-key");
      storm.callers().run(20, each, "x-lab-fault", "429*;retry-after=1");
      for (String status : new String[] {"400", "403", "404", "413", "422"}) {
        storm.callers().run(20, each.dividedBy(5), "x-lab-fault", status + "*");
      }
      storm
          .callers()
          .run(20, each, "x-holdfast-deadline-ms", "300", "x-lab-answer", "text;ttfb=1s");
      Duration last = storm.elapsed();
      storm.callers().run(20, each);
      storm.callers().finish(Duration.ofSeconds(90));
      storm.figures("401, 429, 4xx, deadlines of 300 ms", from, last).shown();
      Figures then = storm.figures("the same endpoint afterwards", last, storm.elapsed()).shown();

      assertThat(storm.watch().lastOpen()).as("the breaker was open").isNull();
      assertThat(storm.watch().met()).isEmpty();
      assertThat(then.success()).isEqualTo(1);
    }
  }
}
