package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.calls.Attempt;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise for every code, counted where it matters: in the upstream's own log. */
class TableTest {
  private static final Duration BUDGET = Duration.ofMillis(400);

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.budget(BUDGET));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400*",
        "401*",
        "402*",
        "403*",
        "404*",
        "405*",
        "408*",
        "409*",
        "413*",
        "418*",
        "422*",
        "451*",
        "501*",
        "505*",
        "520*",
        "599*",
        "spend-limit*",
        "spend-limit-400*",
        "529*;should-retry=false",
        "503*;should-retry=false",
        "429*;retry-after=3600",
        "503*;retry-after=3600",
        "400*;should-retry=true"
      })
  void isTriedOnce(String fault) throws Exception {
    Asking ask = RIG.ask().fault(fault);
    HttpResponse<String> answer = ask.send();
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(answer.statusCode()).isEqualTo(RIG.attempts(ask).get(0).status());
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("1");
    assertThat(header(answer, "x-holdfast-waited-ms")).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"500*, 2, 500", "'500,529x2,500*', 4, 500", "'529x2,400', 3, 400"})
  void isTriedExactly(String faults, int attempts, int status) throws Exception {
    Asking ask = RIG.ask().fault(faults);
    assertThat(ask.send().statusCode()).isEqualTo(status);
    assertThat(RIG.attempts(ask)).hasSize(attempts);
  }

  @ParameterizedTest
  @CsvSource({
    "502*, 502",
    "503*, 503",
    "504*, 504",
    "529*, 529",
    "429*, 429",
    "503*;html, 503",
    "503*;empty, 503",
    "reset*, 502",
    "garbage*, 502",
    "half-close*, 502",
    "cut-body*, 502",
    "wrong-type*, 502",
    "html*, 502"
  })
  void isTriedWhileTheBudgetLasts(String fault, int status) throws Exception {
    Asking ask = RIG.ask().fault(fault);
    HttpResponse<String> answer = ask.send();
    List<Attempt> attempts = RIG.attempts(ask);
    assertThat(attempts).hasSizeGreaterThan(2);
    assertThat(answer.statusCode()).isEqualTo(status);
    Duration first = attempts.get(0).at();
    Duration last = attempts.get(attempts.size() - 1).at();
    assertThat(last.minus(first)).isLessThan(BUDGET.multipliedBy(3));
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("" + attempts.size());
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(header(answer, "x-holdfast-reason"))
        // A timeout costs the retry budget more than the clock has room for.
        .isIn("budget-spent", "retry-budget-spent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "529x2",
        "503,502,504",
        "500,529",
        "reset",
        "garbage,half-close",
        "cut-body",
        "503;html",
        "wrong-type",
        "html",
        "close-on-accept",
        "429;retry-after=0.1"
      })
  void isSurvived(String faults) throws Exception {
    Asking ask = RIG.ask().fault(faults);
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"stop_reason\":\"end_turn\"").endsWith("}");
    assertThat(RIG.attempts(ask)).hasSizeGreaterThan(1).last().matches(a -> a.status() == 200);
    assertThat(answer.headers().firstValue("x-holdfast-reason")).isEmpty();
    assertThat(answer.headers().firstValue("x-should-retry")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500*, 1", "502*;html, 1", "503*;html, 1", "504*, 1", "reset*, 1", "cut-body*, 1"})
  void whatMayHaveRunIsNotRepeated(String fault, int attempts) throws Exception {
    Asking ask = RIG.ask().path("/v1/messages/batches").fault(fault);
    HttpResponse<String> answer = ask.send();
    assertThat(RIG.attempts(ask)).hasSize(attempts);
    assertThat(header(answer, "x-holdfast-reason")).isIn("not-repeatable", "retries-spent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"529x2", "429;retry-after=0"})
  void whatWasRefusedIsRepeated(String faults) throws Exception {
    Asking ask = RIG.ask().path("/v1/messages/batches").fault(faults + ",418");
    assertThat(ask.send().statusCode()).isEqualTo(418);
    assertThat(RIG.attempts(ask)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429;retry-after=0.3, 300",
    "529;retry-after=0.2, 200",
    "503;retry-after-ms=250, 250",
    "500;retry-after=0.2, 200"
  })
  void theServersWaitIsAFloor(String fault, long millis) throws Exception {
    Asking ask = RIG.ask().fault(fault);
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gap(ask)).isGreaterThanOrEqualTo(Duration.ofMillis(millis));
    assertThat(number(answer, "x-holdfast-waited-ms")).isGreaterThanOrEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"429;retry-after=1", "429;retry-after=date+1s"})
  void aWholeSecondIsAFloorToo(String fault) throws Exception {
    try (Rig rig = Rig.start(s -> s.budget(Duration.ofMillis(1300)))) {
      Asking ask = rig.ask().fault(fault);
      assertThat(ask.send().statusCode()).isEqualTo(200);
      List<Attempt> attempts = rig.attempts(ask);
      assertThat(attempts.get(1).at().minus(attempts.get(0).at()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
  }

  @Test
  void aWaitThatPassedIsNoWait() throws Exception {
    Asking ask = RIG.ask().fault("429;retry-after=date-60s");
    assertThat(ask.send().statusCode()).isEqualTo(200);
    assertThat(RIG.attempts(ask)).hasSize(2);
  }

  @Test
  void theHeadersTellTheTruth() throws Exception {
    RIG.ask().send();
    long start = System.nanoTime();
    Asking ask = RIG.ask().fault("529;retry-after=0.3,529;after=200ms");
    HttpResponse<String> answer = ask.send();
    long took = (System.nanoTime() - start) / 1_000_000;
    assertThat(header(answer, "x-holdfast-call-id")).matches("hc_[0-9a-z]+_[0-9a-z]+");
    assertThat(number(answer, "x-holdfast-attempts")).isEqualTo(RIG.attempts(ask).size());
    assertThat(number(answer, "x-holdfast-waited-ms")).isBetween(300L, took - 200);
    assertThat(number(answer, "x-holdfast-overhead-us")).isBetween(1L, 190_000L);
    assertThat(header(answer, "x-holdfast-served-by")).isEqualTo("127.0.0.1:" + RIG.lab().port());
    assertThat(header(answer, "request-id")).startsWith("req_");
    assertThat(RIG.heard().ends(2).get(1).call().id())
        .isEqualTo(header(answer, "x-holdfast-call-id"));
  }

  private static Duration gap(Asking ask) {
    List<Attempt> attempts = RIG.attempts(ask);
    return attempts.get(1).at().minus(attempts.get(0).at());
  }

  static String header(HttpResponse<?> answer, String name) {
    assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static long number(HttpResponse<?> answer, String name) {
    return Long.parseLong(header(answer, name));
  }
}
