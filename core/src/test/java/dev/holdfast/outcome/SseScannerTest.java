package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
  static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"content":[],"stop_reason":null}}

      """;
  static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
  static final String TEXT =
      """
      event: content_block_delta
      data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"é\\n\\ndata: x"}}

      """;
  static final String DELTA =
      """
      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null}}

      """;
  static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  static final String ERROR =
      """
      event: error
      data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

      """;

  /** All a scanner tells. */
  record Told(
      Phase phase, @Nullable ErrorBody error, @Nullable String reason, boolean whole, long events) {
    static Told by(SseScanner scanner) {
      return new Told(
          scanner.phase(),
          scanner.error(),
          scanner.stopReason(),
          scanner.started() && scanner.stopped(),
          scanner.events());
    }
  }

  static Told scan(String stream) {
    SseScanner scanner = new SseScanner();
    scanner.feed(ByteBuffer.wrap(stream.getBytes(UTF_8)));
    return Told.by(scanner);
  }

  private static String type(Told told) {
    assertThat(told.error()).isNotNull();
    return String.valueOf(told.error().type());
  }

  @Test
  void aWholeStreamIsWholeAndTellsItsStopReason() {
    Told told = scan(START + PING + TEXT + TEXT + DELTA + STOP);

    assertThat(told).isEqualTo(new Told(Phase.CONTENT, null, "end_turn", true, 6));
  }

  @ParameterizedTest(name = "line ends {0}")
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndOfTheStandardIsRead(String end) {
    Told told = scan((START + TEXT + DELTA + STOP + ERROR).replace("\n", end));

    assertThat(told.events()).isEqualTo(5);
    assertThat(told.whole()).isTrue();
    assertThat(told.reason()).isEqualTo("end_turn");
    assertThat(type(told)).isEqualTo("overloaded_error");
  }

  @Test
  void aStreamThatBreaksOffBeforeMessageStopIsNotWhole() {
    assertThat(scan(START + TEXT + DELTA).whole()).isFalse();
    assertThat(scan(START + TEXT + DELTA + "event: message_stop\ndata: {}").whole()).isFalse();
  }

  @Test
  void anErrorAsFirstEventComesBeforeContent() {
    Told told = scan(ERROR);

    assertThat(told.phase()).isEqualTo(Phase.PRE_CONTENT);
    assertThat(type(told)).isEqualTo("overloaded_error");
    assertThat(told.error().envelope()).isTrue();
  }

  @Test
  void anErrorAfterStartAndPingsStillComesBeforeContent() {
    assertThat(scan(START + PING + PING + ERROR).phase()).isEqualTo(Phase.PRE_CONTENT);
  }

  @Test
  void anErrorAfterContentKeepsThePhase() {
    Told told = scan(START + TEXT + ERROR);

    assertThat(told.phase()).isEqualTo(Phase.CONTENT);
    assertThat(type(told)).isEqualTo("overloaded_error");
  }

  @Test
  void theFirstOfTwoErrorsCounts() {
    assertThat(type(scan(ERROR + ERROR.replace("overloaded", "api"))))
        .isEqualTo("overloaded_error");
  }

  @Test
  void nothingButPingsIsNoContent() {
    assertThat(scan(START + PING.repeat(100)).phase()).isEqualTo(Phase.PRE_CONTENT);
  }

  @Test
  void withoutBytesOnlyTheHeadArrived() {
    assertThat(scan("").phase()).isEqualTo(Phase.HEADERS);
    assertThat(scan("e").phase()).isEqualTo(Phase.PRE_CONTENT);
  }

  @Test
  void anUnknownEventIsContent() {
    assertThat(scan(START + "event: brand_new\ndata: {}\n\n").phase()).isEqualTo(Phase.CONTENT);
    assertThat(scan("data: {\"type\":\"brand_new\"}\n\n").phase()).isEqualTo(Phase.CONTENT);
  }

  @Test
  void dataMayComeBeforeTheEventName() {
    String swapped =
        "data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\nevent: error\n\n";

    assertThat(type(scan(swapped))).isEqualTo("api_error");
    assertThat(scan(swapped).phase()).isEqualTo(Phase.PRE_CONTENT);
  }

  @ParameterizedTest(name = "named {0}")
  @ValueSource(strings = {"", "event:\n", "event: message\n", ": only a comment\n", "id: 7\n"})
  void withoutATellingNameTheTypeInTheDataIsRead(String name) {
    String unnamed = (START + PING + TEXT + DELTA + STOP).replaceAll("event: .*\n", name);

    assertThat(scan(unnamed)).isEqualTo(new Told(Phase.CONTENT, null, "end_turn", true, 5));
    assertThat(type(scan(ERROR.replace("event: error\n", name)))).isEqualTo("overloaded_error");
  }

  @Test
  void commentsAndUnknownFieldsArePassedOver() {
    Told told = scan(": hello\n\n: event: error\n\nretry: 1000\nid: 3\n\n" + PING);

    assertThat(told).isEqualTo(new Told(Phase.PRE_CONTENT, null, null, false, 1));
  }

  @ParameterizedTest(name = "a mark before {0}")
  @ValueSource(
      strings = {"event: message_start\ndata: {}\n\n", "data:{\"type\":\"message_start\"}\n\n"})
  void aByteOrderMarkIsPassedOver(String first) {
    Told told = scan("\uFEFF" + first + STOP);

    assertThat(told.whole()).isTrue();
    assertThat(told.events()).isEqualTo(2);
  }

  @Test
  void aMarkCountsOnlyAtTheVeryStart() {
    assertThat(scan("\n\uFEFFdata: {\"type\":\"ping\"}\n\n").events()).isZero();
  }

  @Test
  void blanksAroundNamesAndDataDoNotMatter() {
    assertThat(scan("event:error   \ndata:{\"error\":{\"type\":\"api_error\"}}  \n\n").error())
        .isEqualTo(new ErrorBody(false, "api_error", null, null, null));
  }

  @Test
  void dataOverSeveralLinesIsOneDocument() {
    assertThat(type(scan("event: error\ndata: {\"error\":\ndata: {\"type\":\"x\"}}\n\n")))
        .isEqualTo("x");
  }

  @Test
  void anErrorThatCannotBeReadIsStillAnError() {
    assertThat(scan("event: error\ndata: <oops>\n\n").error()).isEqualTo(ErrorBody.NONE);
    assertThat(scan("event: error\n\n").error()).isEqualTo(ErrorBody.NONE);
  }

  @Test
  void theReasonOfOneEventIsNotReadIntoTheNext() {
    Told told = scan(DELTA.replace("end_turn", "tool_use") + "event: message_delta\n\n" + ERROR);

    assertThat(told.reason()).isEqualTo("tool_use");
  }

  @Test
  void hugeDataIsCountedAndNotKept() {
    String huge = "x".repeat(1_000_000);
    String stream = START + TEXT.replace("é", huge) + ERROR.replace("Overloaded", huge) + STOP;
    Told told = scan(stream);

    assertThat(told.whole()).isTrue();
    assertThat(type(told)).isEqualTo("overloaded_error");
    assertThat(told.error().message()).isNull();
  }

  @Test
  void aLongLineIsNotTakenForAFieldInItsMiddle() {
    assertThat(scan("x".repeat(64) + "event: error\n\n" + "x".repeat(5) + "data:{}\n\n").events())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>\n<body>\n\ndown\n\n</body></html>\n\n", "{}\n\n", "\n\n\n", "\r\r"})
  void whatIsNoEventStreamHasNoEvents(String garbage) {
    assertThat(scan(garbage)).isEqualTo(new Told(Phase.PRE_CONTENT, null, null, false, 0));
  }
}
