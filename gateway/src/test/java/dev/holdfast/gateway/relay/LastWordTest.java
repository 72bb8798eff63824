package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out when a call fails: the last meaningful answer, and honest advice. */
class LastWordTest {
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final String OVERLOADED =
      "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.budget(BUDGET));

  @Test
  void anAnswerTellsMoreThanARefusedConnectionAfterIt() throws Exception {
    AtomicReference<HandMade> self = new AtomicReference<>();
    HandMade.Talk last =
        line -> {
          self.get().refuse();
          overloaded(line);
        };
    try (HandMade upstream = HandMade.of(LastWordTest::overloaded, last);
        Rig rig = Rig.start(s -> s.url(upstream.url()).budget(BUDGET))) {
      self.set(upstream);
      HttpResponse<String> answer = rig.ask().send();
      assertThat(answer.statusCode()).isEqualTo(529);
      assertThat(answer.body()).isEqualTo(OVERLOADED);
      assertThat(header(answer, "request-id")).isEqualTo("req_7");
      assertThat(upstream.connections()).isEqualTo(2);
      assertThat(Integer.parseInt(header(answer, "x-holdfast-attempts"))).isGreaterThan(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"529x2,reset*", "529,503*;html", "529,html*", "529,garbage*"})
  void theProvidersWordTellsMoreThanAnEdgesAfterIt(String faults) throws Exception {
    HttpResponse<String> answer = RIG.ask().fault(faults).send();
    assertThat(answer.statusCode()).isEqualTo(529);
    assertThat(answer.body()).contains("overloaded_error");
  }

  @ParameterizedTest
  @CsvSource({"'529,503;html,500*', 500", "'503;html,529*', 529", "'reset,503*;html', 503"})
  void ofSeveralAnswersTheLastGoesOut(String faults, int status) throws Exception {
    assertThat(RIG.ask().fault(faults).send().statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"529*, true", "503*;html, true", "400*, false", "500*, false", "reset*, true"})
  void aPatientClientIsAskedBackOnceTheBudgetIsSpent(String fault, String back) throws Exception {
    Asking ask = RIG.ask().header("user-agent", "claude-cli/2.1 (external)").fault(fault);
    assertThat(header(ask.send(), "x-should-retry")).isEqualTo(back);
  }

  @Test
  void everyClientIsAskedBackIfConfigured() throws Exception {
    try (Rig rig = Rig.start(s -> s.budget(BUDGET).giveUp(GiveUp.LATER))) {
      assertThat(header(rig.ask().fault("529*").send(), "x-should-retry")).isEqualTo("true");
      assertThat(header(rig.ask().fault("403*").send(), "x-should-retry")).isEqualTo("false");
    }
  }

  @Test
  void aLongWaitIsAnsweredAtOnceAndSaysWhen() throws Exception {
    HttpResponse<String> answer = RIG.ask().fault("429;retry-after=3600").send();
    assertThat(header(answer, "retry-after")).isEqualTo("3600");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("wait-too-long");
    assertThat(header(answer, "x-holdfast-waited-ms")).isEqualTo("0");
  }

  @Test
  void aWaitIsToldInWholeSeconds() throws Exception {
    Asking ask = RIG.ask().fault("429;retry-after-ms=90500;retry-after=91");
    HttpResponse<String> answer = ask.send();
    assertThat(header(answer, "retry-after")).isEqualTo("91");
    assertThat(answer.headers().firstValue("retry-after-ms")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"503*", "529*", "429*"})
  void aSpentBudgetSaysWhenToComeBack(String fault) throws Exception {
    HttpResponse<String> answer = RIG.ask().fault(fault).send();
    assertThat(Integer.parseInt(header(answer, "retry-after"))).isBetween(1, 30);
  }

  @Test
  void aSpendLimitIsNotOursToWaitFor() throws Exception {
    HttpResponse<String> answer = RIG.ask().fault("spend-limit").send();
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("spend-limit");
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    assertThat(answer.body()).contains("enforced_spend_limit_reached");
  }

  private static void overloaded(Line line) throws Exception {
    line.message();
    line.send("HTTP/1.1 529 Overloaded\r\ncontent-type: application/json\r\nrequest-id: req_7\r\n");
    line.send("connection: close\r\n\r\n" + OVERLOADED);
  }
}
