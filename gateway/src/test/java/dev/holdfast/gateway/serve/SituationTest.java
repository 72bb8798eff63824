package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.serve.Weather.Start;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the decision table, made of calls through a gateway and of a status page that it
 * reads over a socket. Only minutes that would have to pass are skipped by putting the clock
 * forward.
 */
class SituationTest {
  private static final String OPUS = "opus-5";
  private static final String HAIKU = "haiku-4-5";
  private static final Duration LONG = Duration.ofMinutes(16);

  /** What happens. */
  interface Plot {
    void play(Weather weather) throws Exception;
  }

  static Stream<Arguments> rows() {
    return Stream.concat(Stream.concat(posted(), unposted()), unread());
  }

  private static Stream<Arguments> posted() {
    return Stream.of(
        row("r01a known", Start.USUAL, w -> w.incident("one", "investigating")),
        row("r01a possible", Start.USUAL, w -> w.api("major_outage")),
        row(
            "r04 known",
            Start.USUAL,
            w -> {
              w.calls(8, OPUS, "529");
              w.incident("one", "investigating");
            }),
        row(
            "r04 known",
            Start.USUAL,
            w -> {
              w.calls(20, OPUS, "");
              w.calls(1, OPUS, "529");
              w.incident("one", "investigating");
            }),
        row(
            "r05 still-failing",
            Start.USUAL,
            w -> {
              w.incident("one", "investigating");
              w.until(now -> !now.path("incidents").isEmpty());
              w.incident("one", "resolved");
              w.until(now -> now.path("incidents").isEmpty());
              w.calls(8, OPUS, "529");
            }),
        row(
            "r06 possible",
            Start.USUAL,
            w -> {
              w.api("partial_outage");
              w.calls(8, OPUS, "529");
            }),
        row(
            "r07 possible",
            Start.USUAL,
            w -> {
              w.api("degraded_performance");
              w.calls(8, OPUS, "529");
            }),
        row(
            "r08 possible",
            Start.USUAL,
            w -> {
              w.api("degraded_performance");
              w.calls(20, OPUS, "");
              w.calls(1, OPUS, "529");
            }),
        row(
            "r09 recovered",
            Start.USUAL,
            w -> {
              w.api("partial_outage");
              w.calls(8, OPUS, "529");
              w.jump(Duration.ofMinutes(6));
              w.calls(25, OPUS, "");
            }),
        row(
            "r10 not-hitting-you",
            Start.USUAL,
            w -> {
              w.api("partial_outage");
              w.calls(8, OPUS, "");
            }));
  }

  private static Stream<Arguments> unposted() {
    return Stream.of(
        row("r01c unknown", Start.USUAL, w -> w.calls(1, OPUS, "")),
        row("r03 local", Start.NO_UPSTREAM, w -> w.calls(8, OPUS, "")),
        row(
            "r11 local",
            Start.USUAL,
            w -> {
              w.calls(1, OPUS, "", "key-2");
              w.calls(12, OPUS, "", "key-1");
              w.calls(8, OPUS, "529", "key-2");
            }),
        row("r12 unconfirmed", Start.USUAL, w -> w.calls(8, OPUS, "529")),
        row(
            "r13 narrow",
            Start.USUAL,
            w -> {
              failsForLong(w);
              w.calls(8, OPUS, "529");
              w.calls(12, HAIKU, "");
            }),
        row(
            "r14 unposted retry",
            Start.USUAL,
            w -> {
              failsForLong(w);
              w.calls(8, OPUS, "529");
            }),
        row(
            "r14 unposted fall-back",
            Start.BREAKER,
            w -> {
              w.calls(30, OPUS, "529");
              w.jump(LONG);
            }),
        row(
            "r15 none-posted",
            Start.USUAL,
            w -> {
              w.calls(20, OPUS, "");
              w.calls(1, OPUS, "529");
            }),
        row("r16 all-clear", Start.USUAL, w -> w.calls(8, OPUS, "")));
  }

  private static Stream<Arguments> unread() {
    return Stream.of(
        row("r01b unknown", Start.NO_PAGE, w -> {}),
        row("r02 local-network", Start.NOTHING, w -> w.calls(8, OPUS, "")),
        row(
            "r03 local",
            Start.NO_UPSTREAM,
            w -> {
              w.pageBreaks();
              w.calls(8, OPUS, "");
            }),
        row("r17 unknown retry", Start.NO_PAGE, w -> w.calls(8, OPUS, "529")),
        row("r17 unknown fall-back", Start.NO_PAGE_BREAKER, w -> w.calls(30, OPUS, "529")),
        row(
            "r18 unknown",
            Start.USUAL,
            w -> {
              w.calls(8, OPUS, "");
              w.pageBreaks();
            }),
        row(
            "r18 unknown",
            Start.NO_PAGE,
            w -> {
              w.calls(20, OPUS, "");
              w.calls(1, OPUS, "529");
            }));
  }

  /** A run of failures: with nothing in between it would be two. */
  private static void failsForLong(Weather weather) throws Exception {
    for (int minute = 0; minute < LONG.toMinutes(); minute++) {
      weather.calls(2, OPUS, "529");
      weather.jump(Duration.ofMinutes(1));
    }
  }

  private static Arguments row(String wanted, Start start, Plot plot) {
    return Arguments.of(wanted, start, plot);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void isDrawnFromRealCallsAndARealPage(String wanted, Start start, Plot plot) throws Exception {
    String[] words = wanted.split(" ");
    try (Weather weather = new Weather(start)) {
      plot.play(weather);
      weather.settle();
      JsonNode now =
          weather.until(it ->
              it.path("row").asText().equals(words[0])
                  && it.path("cause").asText().equals(words[1]));
      if (words.length > 2) {
        assertThat(now.path("advice").asText()).isEqualTo(words[2]);
      }
    }
  }

  @Test
  void allFormsSayTheSame() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      weather.calls(8, OPUS, "529");
      weather.incident("one", "investigating");
      weather.settle();
      weather.until(now -> now.path("row").asText().equals("r04"));
      assertThat(weather.get("/situation.txt")).startsWith("FALL BACK (known, r04, red): Known");
      assertThat(weather.get("/badge.svg")).contains("fall back");
      assertThat(weather.get("/metrics"))
          .contains("holdfast_situation{advice=\"fall-back\"} 1.0")
          .contains("holdfast_situation{advice=\"retry\"} 0.0");
      var answer = weather.call(OPUS, "", "key-1");
      assertThat(answer.headers().firstValue("x-holdfast-situation"))
          .contains("fall-back; cause=known; row=r04");
      assertThat(weather.call(OPUS, "400", "key-1").headers().firstValue("x-holdfast-situation"))
          .isPresent();
    }
  }

  @Test
  void anOpenBreakerIsListed() throws Exception {
    try (Weather weather = new Weather(Start.BREAKER)) {
      weather.calls(30, OPUS, "529");
      weather.until(now -> now.path("local").path("level").asText().equals("high"));
      assertThat(weather.get("/api/v1/breakers"))
          .contains("\"model\" : \"opus-5\"")
          .contains("\"state\" : \"gated\"");
    }
  }

  @Test
  void answersSayNothingWhileThereIsNothingToDo() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      weather.until(now -> now.path("indicator").asText().equals("green"));
      assertThat(weather.call(OPUS, "", "key-1").headers().firstValue("x-holdfast-situation"))
          .isEmpty();
    }
  }

  @Test
  void whatBlamesTheCallerStandsBesideTheVerdict() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      weather.calls(8, OPUS, "");
      weather.calls(1, OPUS, "422");
      // Last, for it closes the limit's gate.
      weather.calls(1, OPUS, "429;retry-after=21");
      weather.settle();
      JsonNode now = weather.until(it -> it.path("remarks").size() == 2);
      assertThat(now.path("row").asText()).isEqualTo("r16");
      assertThat(now.path("remarks").get(0).asText()).startsWith("1 × 422: your request");
      assertThat(now.path("remarks").get(1).asText())
          .isEqualTo("1 × 429: your quota, retry-after 21 s; upstream is fine.");
    }
  }
}
