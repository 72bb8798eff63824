package dev.holdfast.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.fault.Fault.Manner;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.ApiError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a fault in text. */
class FaultGrammarTest {
  static Stream<Arguments> forms() {
    return Stream.concat(answers(), breaks());
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("none", new Fault.None()),
        Arguments.of("ok", new Fault.None()),
        Arguments.of("delay=2s", new Fault.None()),
        Arguments.of("529", new Fault.Failed(ApiError.of(529))),
        Arguments.of("418", new Fault.Failed(ApiError.of(418))),
        Arguments.of("503;html", new Fault.Page(503)),
        Arguments.of("503;empty", new Fault.Bare(503)),
        Arguments.of("500;type=x_error", new Fault.Failed(ApiError.of(500).withType("x_error"))),
        Arguments.of("400;message=no", new Fault.Failed(ApiError.of(400).withMessage("no"))),
        Arguments.of("slots=3", new Fault.Slots(3, 24, Duration.ofSeconds(1))),
        Arguments.of("slots=2;queue=0;work=50ms", new Fault.Slots(2, 0, Duration.ofMillis(50))),
        Arguments.of("limits", new Fault.Limited(4_000, 2_000_000, 400_000, true)),
        Arguments.of(
            "limits;requests=50;input-tokens=7;output-tokens=8;hint=no",
            new Fault.Limited(50, 7, 8, false)),
        Arguments.of("html", new Fault.Page(200)),
        Arguments.of("html=502", new Fault.Page(502)),
        Arguments.of("spend-limit", new Fault.Failed(ApiError.SPEND_CAP)),
        Arguments.of("spend-limit-400", new Fault.Failed(ApiError.SPEND_LIMIT)),
        Arguments.of("retry-after=3", new Fault.Failed(ApiError.of(429))),
        Arguments.of("sse-error-first", streamError(0, "overloaded_error")),
        Arguments.of("sse-error-first=api_error", streamError(0, "api_error")),
        Arguments.of("sse-error-after-start", streamError(1, "overloaded_error")),
        Arguments.of("sse-error-after-5=timeout_error", streamError(5, "timeout_error")),
        Arguments.of("sse-error-after-5-events", streamError(5, "overloaded_error")));
  }

  private static Stream<Arguments> breaks() {
    return Stream.of(
        Arguments.of("reset", before(Manner.RESET)),
        Arguments.of("reset-after-head", after(Manner.RESET, 0)),
        Arguments.of("reset-after-5-events", after(Manner.RESET, 5)),
        Arguments.of("half-close", before(Manner.HALF_CLOSE)),
        Arguments.of("half-close-after-head", after(Manner.HALF_CLOSE, 0)),
        Arguments.of("stall-after-head", after(Manner.STALL, 0)),
        Arguments.of("half-close-after-1-event", after(Manner.HALF_CLOSE, 1)),
        Arguments.of("end-after-head", after(Manner.END, 0)),
        Arguments.of("end-after-5", after(Manner.END, 5)),
        Arguments.of("stall", before(Manner.STALL)),
        Arguments.of("stall-after-3-events", after(Manner.STALL, 3)),
        Arguments.of("ping-only", new Fault.PingOnly(Duration.ofSeconds(15))),
        Arguments.of("ping-only=1s", new Fault.PingOnly(Duration.ofSeconds(1))),
        Arguments.of("first-token=5s", new Fault.SlowFirstToken(Duration.ofSeconds(5))),
        Arguments.of("slow-read", new Fault.SlowRead(65_536)),
        Arguments.of("slow-read=100", new Fault.SlowRead(100)),
        Arguments.of("malformed-sse", new Fault.Malformed(3)),
        Arguments.of("malformed-sse-after-4", new Fault.Malformed(4)),
        Arguments.of("wrong-type", new Fault.WrongType("text/plain")),
        Arguments.of("wrong-type=text/html", new Fault.WrongType("text/html")),
        Arguments.of("no-message-stop", new Fault.MissingStop()),
        Arguments.of("cut-body", new Fault.CutBody()),
        Arguments.of("garbage", new Fault.Garbage()),
        Arguments.of("close-on-accept", new Fault.CloseOnAccept()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void form(String text, Fault expected) {
    FaultSpec spec = FaultSpec.parse(text);
    assertThat(spec.fault()).isEqualTo(expected);
    assertThat(spec.text()).isEqualTo(text);
  }

  @Test
  void everyFormIsTested() {
    List<String> tested = forms().map(form -> (String) form.get()[0]).toList();
    for (String spelling : FaultGrammar.spellings()) {
      String start = spelling.replaceFirst("-N.*", "-");
      assertThat(tested).as(spelling).anyMatch(text -> text.startsWith(start));
    }
  }

  @Test
  void parameters() {
    FaultSpec spec =
        FaultSpec.parse("429;after=300ms;retry-after=0.5;should-retry=false;early;header:x-a=b");
    assertThat(spec.after()).isEqualTo(Duration.ofMillis(300));
    assertThat(spec.early()).isTrue();
    assertThat(spec.headers())
        .isEqualTo(Map.of("retry-after", "0.5", "x-should-retry", "false", "x-a", "b"));
  }

  @Test
  void anOverloadSaysRetryAndNothingOfWhen() {
    assertThat(FaultSpec.parse("529").headers()).isEqualTo(Map.of("x-should-retry", "true"));
    assertThat(FaultSpec.parse("529;should-retry=false").headers())
        .isEqualTo(Map.of("x-should-retry", "false"));
  }

  @Test
  void datesAreDistances() {
    assertThat(FaultSpec.parse("429;retry-after=date+3s").retryDate()).hasSeconds(3);
    assertThat(FaultSpec.parse("retry-after=date-1m").retryDate()).hasSeconds(-60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rest|unknown fault 'rest'; the nearest is 'reset'",
        "sse-eror-first|unknown fault 'sse-eror-first'; the nearest is 'sse-error-first'",
        "reset-afte-5-events|unknown fault 'reset-afte-N'; the nearest is 'reset-after-N'",
        "529;aftr=1s|unknown parameter 'aftr'; the nearest is 'after'",
        "42|status: '42' must be a whole number from 400 to 599",
        "200|status: '200' must be a whole number from 400 to 599",
        "99999999999|status: '99999999999' must be a whole number from 400 to 599",
        "529=x|'529' takes no '=x'",
        "reset=5|'reset' takes no '=5'",
        "reset;html|;html goes with a status such as 503 only",
        "slots|slots: '' must be a whole number from 1 to 100000",
        "slots=0|slots: '0' must be a whole number from 1 to 100000",
        "slots=2;queue=-1|queue: '-1' must be a whole number from 0 to 100000",
        "529;queue=2|;queue goes with slots only",
        "529;requests=2|;requests goes with limits only",
        "limits;requests=0|requests: '0' must be a whole number from 1 to 1000000000",
        "limits;hint=perhaps|hint: 'perhaps' must be yes or no",
        "529;after=3|after: '3' is not a span of time; write it like 300ms, 1.5s, 2m or 1h",
        "ping-only=0s|ping-only: the pause between pings cannot be zero",
        "retry-after|retry-after needs a value: seconds, or date+3s for an HTTP-date",
        "529;header:X Y=1|'X Y' is no header name; write it in lower case",
        "529;header:x=ü|header:x: only visible ASCII may stand in a header",
        "reset-after-9999999-events|number of events: '9999999' must be a whole number from 0 to"
            + " 1000000",
      })
  void complaints(String text, String complaint) {
    assertThatThrownBy(() -> FaultSpec.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage(complaint);
  }

  private static Fault streamError(int events, String type) {
    return new Fault.StreamError(events, ApiError.ofType(type));
  }

  private static Fault before(Manner manner) {
    return new Fault.Break(manner, new Moment.BeforeAnswer());
  }

  private static Fault after(Manner manner, int events) {
    return new Fault.Break(manner, new Moment.AfterEvents(events));
  }
}
