package dev.holdfast.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings one by one, with their words; what is left to the API; facts. */
class PreflightTest {
  private static final String HEAD = "{\"model\":\"claude-opus-5\",\"max_tokens\":64,";
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
  private static final int MEGABYTE = 1 << 20;

  private static Preflight fed(RequestKind kind, String... pieces) {
    Preflight preflight = new Preflight(kind, null);
    for (String piece : pieces) {
      preflight.feed(ByteBuffer.wrap(piece.getBytes(UTF_8)));
    }
    return preflight;
  }

  private static PreflightReport message(String... pieces) {
    return fed(RequestKind.MESSAGE, pieces).report();
  }

  private static PreflightReport tools(String tools) {
    return message(HEAD + "\"tools\":" + tools + "," + HI + "}");
  }

  @Test
  void aGoodRequestIsOk() {
    PreflightReport report = message(HEAD + HI + "}");
    assertThat(report).isEqualTo(PreflightReport.nothing());
    assertThat(report.level()).isEqualTo(Level.OK);
    assertThat(report.summary()).isEqualTo("ok");
    assertThat(report.sentence()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, MESSAGE, 33554432",
    "/anthropic/v1/messages, MESSAGE, 33554432",
    "/v1/messages/count_tokens, TOKEN_COUNT, 33554432",
    "/v1/messages/batches, BATCH, 268435456",
    "/v1/messages/batches/b_1/cancel, BATCH, 268435456",
    "/v1/files, FILE, 524288000",
    "/v1/complete, OTHER, 33554432",
    "'', OTHER, 33554432",
  })
  void eachEndpointHasItsLimit(String path, RequestKind kind, long limit) {
    assertThat(RequestKind.of(path)).isEqualTo(kind);
    assertThat(kind.tooLarge(limit)).isNull();
    assertThat(kind.tooLarge(limit + 1).sentence())
        .isEqualTo(
            "the request body is larger than " + limit + " bytes, the limit of this endpoint");
  }

  @Test
  void theLimitIsExact() {
    String rest = HEAD + HI + "}";
    String fill = " ".repeat(32 * MEGABYTE - rest.length());
    assertThat(message(rest, fill).summary()).isEqualTo("ok");
    assertThat(message(rest, fill, " ").summary()).isEqualTo("reject: too-large");
    assertThat(fed(RequestKind.BATCH, "{}", fill, fill).report().level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                | messages is missing",
        "{\"messages\":[]}                 | messages is empty",
        "{\"messages\":[ ],\"thread\":null}| messages is empty",
        "{\"messages\":{}}                 | messages is not a list",
        "{\"m\\u0065ssages\":7}            | messages is not a list",
      })
  void messagesMustBeThere(String body, String sentence) {
    for (RequestKind kind : new RequestKind[] {RequestKind.MESSAGE, RequestKind.TOKEN_COUNT}) {
      PreflightReport report = fed(kind, body).report();
      assertThat(report.summary()).isEqualTo("reject: no-messages");
      assertThat(report.findings().get(0).sentence()).isEqualTo(sentence);
    }
  }

  @Test
  void thereMayBeAHundredThousandMessages() {
    String one = "{\"role\":\"user\",\"content\":\"x\"}";
    String many = IntStream.range(0, 100_000).mapToObj(i -> one).collect(Collectors.joining(","));
    assertThat(message(HEAD + "\"messages\":[" + many + "]}").level()).isEqualTo(Level.OK);
    PreflightReport report = message(HEAD + "\"messages\":[" + many + "," + one + "]}");
    assertThat(report.summary()).isEqualTo("reject: too-many-messages");
    assertThat(report.sentence())
        .startsWith("messages has 100001 elements; the limit is 100000: summarize");
    PreflightReport batch =
        fed(RequestKind.BATCH, "{\"requests\":[" + many + "," + one + "]}").report();
    assertThat(batch.summary()).isEqualTo("reject: too-many-requests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{}]                                     | tools[0].name is missing",
        "[{\"name\":\"a\"}]                       | tools[0].input_schema is missing",
        "[{\"type\":\"x\"},[]]                    | tools[1] is not an object",
        "[{\"name\":\"a b\",\"input_schema\":{\"type\":\"object\"}}]"
            + " | tools[0].name is 'a b', which is no name for a tool",
        "[{\"name\":\"ü\\n\\\"\",\"input_schema\":{\"type\":\"object\"}}]"
            + " | tools[0].name is '??\"', which is no name for a tool",
        "[{\"name\":\"a\",\"input_schema\":{}}]   | tools[0].input_schema.type is missing",
        "[{\"name\":\"a\",\"input_schema\":{\"type\":\"string\"}}]"
            + " | tools[0].input_schema.type is 'string', not 'object'",
        "{\"name\":\"a\"}                         | tools is an object, not a list",
        "true                                     | tools is not a list",
      })
  void aToolOfTheCallersOwnNeedsNameAndSchema(String tools, String sentence) {
    assertThat(tools(tools).summary()).isEqualTo("reject: bad-tool");
    assertThat(tools(tools).findings().get(0).sentence()).isEqualTo(sentence);
  }

  @Test
  void twoToolsMayNotHaveOneName() {
    String tool = "{\"name\":\"%s\",\"input_schema\":{\"type\":\"object\"}}";
    PreflightReport report =
        tools("[" + tool.formatted("a") + "," + tool.formatted("\\u0061") + "]");
    assertThat(report.sentence())
        .isEqualTo(
            "tools[1].name is 'a', as of a tool before it:"
                + " give each tool a name of its own, such as one with a prefix");
    assertThat(tools("[" + tool.formatted("a") + "," + tool.formatted("A") + "]").level())
        .isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "[{\"type\":\"computer_toolset_20260801\"}]",
        "[{\"type\":\"web_search_20260318\",\"name\":\"web_search\"}]",
        "[{\"name\":\"a b\",\"type\":\"tomorrow\"}]",
        "[{\"type\":7}]",
        "[{\"name\":\"a\",\"name\":\"\",\"input_schema\":{\"type\":\"object\"}}]",
        "[{\"name\":\"a\",\"input_schema\":7,\"input_schema\":{\"type\":\"object\"}}]",
        "[{\"name\":\"a\",\"input_schema\":{\"type\":\"x\",\"type\":\"object\"}}]",
        "[{\"name\":\"a\",\"input_schema\":{\"type\":[\"object\",\"null\"]}}]",
        "[{\"type\":\"custom\",\"name\":\"a\",\"input_schema\":{\"type\":\"object\"}}]",
      })
  void whatIsUnknownOrUnclearInToolsIsLeftToTheApi(String tools) {
    assertThat(tools(tools)).isEqualTo(PreflightReport.nothing());
  }

  @Test
  void aNameThatIsLongOnlyByItsEscapesIsLeftToTheApi() {
    String name = "\\u0061".repeat(100);
    String tool = "{\"name\":\"" + name + "\",\"input_schema\":{\"type\":\"object\"}}";
    assertThat(tools("[" + tool + "]")).isEqualTo(PreflightReport.nothing());
  }

  @Test
  void ofManyFindingsTheFirstAreTold() {
    String twelve = IntStream.range(0, 12).mapToObj(i -> "[]").collect(Collectors.joining(","));
    PreflightReport report = tools("[" + twelve + "]");
    assertThat(report.findings()).hasSize(10);
    assertThat(report.more()).isEqualTo(2);
    assertThat(report.sentence())
        .startsWith("tools[0] is not an object: ")
        .endsWith("(and 11 more)");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5, 128000, ok",
    "claude-opus-5, 128001, reject: too-many-tokens",
    "claude-opus-5, 128000.5, reject: too-many-tokens",
    "claude-opus-5, 1.29e5, reject: too-many-tokens",
    "claude-opus-5, 0, ok",
    "claude-opus-5, 1e99999999999, ok",
    "claude-opus-5, -1, ok",
    "claude-haiku-4-5, 64000, ok",
    "claude-haiku-4-5, 64001, reject: too-many-tokens",
    "claude-haiku-4-5-20251001, 64001, reject: too-many-tokens",
    "claude-haiku-4-5-v2, 999999, ok",
    "claude-haiku-5-5, 64001, ok",
    "anthropic.claude-haiku-4-5-20251001-v1:0, 999999, ok",
    "gpt-oss, 999999, ok",
  })
  void aKnownModelHasAMaximum(String model, String maxTokens, String summary) {
    String body = "{\"stream\":true,\"model\":\"" + model + "\",\"max_tokens\":" + maxTokens + ",";
    assertThat(message(body + HI + "}").summary()).isEqualTo(summary);
  }

  @Test
  void aBetaMayRaiseTheMaximum() {
    String body =
        "{\"model\":\"claude-opus-4-8\",\"max_tokens\":300000,\"stream\":true," + HI + "}";
    for (String betas : new String[] {"output-300k-2026-03-24", "a,output-512k-2027-01-01"}) {
      Preflight preflight = new Preflight(RequestKind.MESSAGE, betas);
      preflight.feed(ByteBuffer.wrap(body.getBytes(UTF_8)));
      assertThat(preflight.report().level()).isEqualTo(Level.OK);
    }
    assertThat(message(body).sentence())
        .startsWith("max_tokens is 300000; the most of this model is 128000: lower max_tokens");
  }

  @ParameterizedTest
  @CsvSource({
    "21333, false, ok",
    "21334, false, warn: not-streamed",
    "21334, null, warn: not-streamed",
    "21334, true, ok",
    "21334, \"true\", warn: not-streamed",
  })
  void aLongAnswerShouldBeAStream(String maxTokens, String stream, String summary) {
    String body =
        "{\"model\":\"x\",\"max_tokens\":" + maxTokens + ",\"stream\":" + stream + "," + HI;
    assertThat(message(body + "}").summary()).isEqualTo(summary);
    assertThat(fed(RequestKind.TOKEN_COUNT, body + "}").report().level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({"1048575, 0, ok", "1048576, 0, warn: inline-base64", "1048576, 1048576, ok"})
  void muchInlineBase64WantsTheFilesApi(int base64, int text, String summary) {
    String image = "{\"type\":\"image\",\"source\":{\"data\":\"" + "A".repeat(base64) + "\",";
    PreflightReport report =
        message(
            HEAD + "\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[",
            image + "\"type\":\"base64\"}}]},{\"text\":\"" + "x".repeat(text) + "\"}]}]}");
    assertThat(report.summary()).isEqualTo(summary);
  }

  @Test
  void anElementOfAListIsNoFieldOfTheObjectBeforeIt() {
    String list =
        "[{\"type\":\"\"},\"base64\",{\"data\":\"\"},\"" + "A".repeat(2 * MEGABYTE) + "\"]";
    assertThat(message(HEAD + "\"x\":" + list + "," + HI + "}"))
        .isEqualTo(PreflightReport.nothing());
  }

  @Test
  void theShareOfBase64IsTold() {
    String data = "{\"type\":\"base64\",\"data\":\"" + "A".repeat(3 * MEGABYTE) + "\"}";
    String text = "\"" + "x".repeat(MEGABYTE) + "\"";
    assertThat(message(HEAD + "\"messages\":[" + data + "," + text + "]}").sentence())
        .isEqualTo(
            "the request body is 74% inline base64 (3145728 bytes):"
                + " upload it once with the Files API and send its file_id");
  }

  @Test
  void anInputBeyondTheContextIsTold() {
    String text = "x".repeat(4 * 200_000);
    String body = "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":1,\"messages\":[\"" + text + "\"";
    assertThat(message(body + "]}").sentence())
        .startsWith("the input is about 200004 tokens; the context of this model is 200000: ");
    assertThat(message(body.replace("haiku-4-5", "haiku-9") + "]}").level()).isEqualTo(Level.OK);
    assertThat(message(body.replace("haiku-4-5", "opus-5") + "]}").level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                  | is empty",
        "` `                 | ends in the middle of its JSON",
        "{\"messages\":[     | ends in the middle of its JSON",
        "plain               | ends in the middle of its JSON",
        "plain text          | is not JSON",
        "{\"messages\":[}}   | is not JSON",
        "[]                  | is a list, not an object",
      })
  void whatIsNoJsonObjectIsLeftToTheApi(String body, String what) {
    PreflightReport report = message(body);
    assertThat(report.summary()).isEqualTo("warn: not-json");
    assertThat(report.findings().get(0).sentence()).isEqualTo("the request body " + what);
    assertThat(fed(RequestKind.OTHER, body).report()).isEqualTo(PreflightReport.nothing());
    assertThat(fed(RequestKind.FILE, body).report()).isEqualTo(PreflightReport.nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[],\"messages\":[{}]}",
        "{\"tools\":[{}],\"tools\":[],\"messages\":[{}]}",
        "{\"messages\":[],\"thread\":{\"type\":\"continue\"}}",
        "{\"thread\":{\"type\":\"continue\"}}",
        "{\"metadata\":{\"messages\":[]},\"messages\":[{\"tools\":[{}]}]}",
      })
  void whatMayBeRightIsLeftToTheApi(String body) {
    assertThat(message(body)).isEqualTo(PreflightReport.nothing());
  }

  @Test
  void theRequestsOfABatchAreNotItsOwn() {
    String body = "{\"requests\":[{\"params\":{\"messages\":[],\"max_tokens\":9e9}}]}";
    assertThat(fed(RequestKind.BATCH, body).report()).isEqualTo(PreflightReport.nothing());
    assertThat(fed(RequestKind.BATCH).report()).isEqualTo(PreflightReport.nothing());
  }

  @Test
  void factsAreToldOfAnyBody() {
    Preflight facts =
        fed(RequestKind.OTHER, "{\"stream\":true,\"model\":\"m\\u00fc\",\"x\":\"12345678\"}");
    assertThat(facts.model()).isEqualTo("mü");
    assertThat(facts.stream()).isTrue();
    assertThat(facts.extent()).isEqualTo(new Extent(3, true));
    Preflight none = fed(RequestKind.MESSAGE, "<html>");
    assertThat(none.model()).isNull();
    assertThat(none.extent()).isEqualTo(new Extent(0, false));
    assertThat(fed(RequestKind.MESSAGE, "{\"model\":7}").model()).isNull();
  }
}
