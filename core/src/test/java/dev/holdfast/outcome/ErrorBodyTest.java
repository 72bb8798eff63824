package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBodyTest {
  private static final String FULL =
      """
      {"type":"error","error":{"type":"rate_limit_error","message":"Slow down",
       "details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}\
      """;

  private static ErrorBody read(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return ErrorBody.read(bytes, bytes.length);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("all there is", FULL, full()),
        row(
            "null request id and details, as the edge answers",
            "{\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":\"m\",\"details\":null},"
                + "\"request_id\":null}",
            body(true, "t", "m", null)),
        row(
            "the type of the whole last",
            "{\"error\":{\"type\":\"t\"},\"type\":\"error\"}",
            body(true, "t", null, null)),
        row("no type of the whole", "{\"error\":{\"type\":\"t\"}}", body(false, "t", null, null)),
        row(
            "another type of the whole",
            "{\"type\":\"message\",\"error\":{\"type\":\"t\"}}",
            body(false, "t", null, null)),
        row(
            "no inner type",
            "{\"type\":\"error\",\"error\":{\"message\":\"m\"}}",
            body(false, null, "m", null)),
        row("an error that is a text", "{\"type\":\"error\",\"error\":\"no\"}", ErrorBody.NONE),
        row(
            "wrong types everywhere",
            "{\"type\":1,\"error\":{\"type\":{\"type\":\"x\"},\"message\":[\"m\"],\"details\":[3]},"
                + "\"request_id\":{}}",
            ErrorBody.NONE));
  }

  static Stream<Arguments> foreignBodies() {
    return Stream.of(
        row(
            "same names at other depths",
            "{\"message\":\"a\",\"error_code\":\"b\",\"error\":{\"request_id\":\"c\","
                + "\"error_code\":\"d\",\"x\":{\"type\":\"e\"}},\"details\":{\"error_code\":\"f\"}}",
            ErrorBody.NONE),
        row("a list", "[{\"type\":\"error\"}]", ErrorBody.NONE),
        row("a text", "\"error\"", ErrorBody.NONE),
        row("HTML", "<html><h1>502 Bad Gateway</h1></html>", ErrorBody.NONE),
        row("plain words", "upstream connect error", ErrorBody.NONE),
        row("nothing", "", ErrorBody.NONE),
        row("blanks", " \n ", ErrorBody.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"bodies", "foreignBodies"})
  void everyBodyIsReadAsFarAsItGoes(String what, String body, ErrorBody expected) {
    assertThat(read(body)).as(what).isEqualTo(expected);
  }

  @Test
  void aCutBodyKeepsWhatWasReadBeforeTheCut() {
    assertThat(read(FULL.substring(0, FULL.indexOf("Slow"))))
        .isEqualTo(body(true, "rate_limit_error", null, null));
  }

  @Test
  void bytesBehindTheLengthDoNotCount() {
    byte[] bytes = FULL.getBytes(UTF_8);

    assertThat(ErrorBody.read(bytes, 16)).isEqualTo(ErrorBody.NONE);
  }

  @Test
  void deepNestingIsNoTrouble() {
    String deep = "[".repeat(100_000);

    assertThat(read("{\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":" + deep))
        .isEqualTo(body(true, "t", null, null));
    assertThat(read("{\"error\":".repeat(100_000))).isEqualTo(ErrorBody.NONE);
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes) {
    assertThat(ErrorBody.read(bytes, bytes.length)).isNotNull();
  }

  @Property
  void aBodyWithOneWrongByteNeverThrows(@ForAll @IntRange(max = 150) int at, @ForAll byte wrong) {
    byte[] bytes = FULL.getBytes(UTF_8);
    bytes[at] = wrong;

    assertThat(ErrorBody.read(bytes, bytes.length)).isNotNull();
  }

  @Property
  void aCutAnywhereNeverInventsAnything(@ForAll @IntRange(max = 150) int cut) {
    ErrorBody part = ErrorBody.read(FULL.getBytes(UTF_8), cut);

    assertThat(part.type()).isIn(null, full().type());
    assertThat(part.message()).isIn(null, full().message());
    assertThat(part.code()).isIn(null, full().code());
    assertThat(part.requestId()).isIn(null, full().requestId());
  }

  private static ErrorBody full() {
    return new ErrorBody(
        true, "rate_limit_error", "Slow down", "enforced_spend_limit_reached", "req_1");
  }

  private static ErrorBody body(
      boolean envelope, @Nullable String type, @Nullable String message, @Nullable String code) {
    return new ErrorBody(envelope, type, message, code, null);
  }

  private static Arguments row(String what, String body, ErrorBody expected) {
    return arguments(what, body, expected);
  }
}
