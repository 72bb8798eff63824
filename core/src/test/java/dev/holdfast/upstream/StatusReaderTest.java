package dev.holdfast.upstream;

import static dev.holdfast.upstream.Posts.bytes;
import static dev.holdfast.upstream.Posts.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusReaderTest {
  private static final byte[] SUMMARY = file("summary.json");

  private static Page page(String json) {
    return (Page) StatusReader.read(bytes(json));
  }

  private static Incident incident(String fields) {
    return page("{\"incidents\":[{" + fields + "}]}").incidents().get(0);
  }

  @Test
  void readsAWholeSummary() {
    Page page = (Page) StatusReader.read(SUMMARY);
    assertThat(page.oddities()).isEmpty();
    assertThat(page.components())
        .containsExactly(
            new Component("rwppv331jlwc", "claude.ai", Component.Status.OPERATIONAL),
            new Component(
                "k8w3r06qmzrp", "Claude API (api.anthropic.com)", Component.Status.PARTIAL_OUTAGE));
    Incident incident = page.incidents().get(0);
    assertThat(incident.id()).isEqualTo("test0000open");
    assertThat(incident.impact()).isEqualTo(Impact.MAJOR);
    assertThat(incident.listsApi()).isTrue();
    assertThat(incident.course())
        .isEqualTo(
            new Incident.Course(
                Incident.Status.IDENTIFIED, Instant.parse("2026-03-02T10:02:11.101Z"), null, null));
    assertThat(incident.story().updates()).hasSize(2);
    Story.Update latest = incident.story().updates().get(0);
    assertThat(latest.at()).isEqualTo(Instant.parse("2026-03-02T10:14:09.300Z"));
    assertThat(latest.affected())
        .extracting(Component::status)
        .containsExactly(Component.Status.PARTIAL_OUTAGE);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of(" \n", "empty"),
        Arguments.of("<!DOCTYPE html><title>Just a moment</title>", "HTML or XML, not JSON"),
        Arguments.of("\ufeff  <?xml version='1.0'?>", "HTML or XML, not JSON"),
        Arguments.of("Service Unavailable", "not JSON"),
        Arguments.of("[]", "no JSON object"),
        Arguments.of("\"ok\"", "no JSON object"),
        Arguments.of("{}", "neither components nor incidents: no status page"),
        Arguments.of("{\"components\":null}", "neither components nor incidents: no status page"),
        Arguments.of(
            "{\"components\":\"all\"}", "neither components nor incidents: no status page"),
        Arguments.of("{\"components\":[{\"id\":\"a\"}", "cut off after 25 bytes"),
        Arguments.of("{\"components\":[]}x", "not JSON"),
        Arguments.of("{\"components\":[]}{}", "more after its end"),
        Arguments.of("{\"components\":[],}", "not JSON"),
        Arguments.of("{\"a\":" + "[".repeat(80) + "]".repeat(80) + "}", "not JSON"));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource
  void unreadable(String body, String why) {
    assertThat(StatusReader.read(bytes(body))).isEqualTo(new Unreadable(why));
  }

  @Test
  void aHugeDocumentIsNotRead() {
    byte[] huge = new byte[10 << 20];
    Arrays.fill(huge, (byte) ' ');
    assertThat(StatusReader.read(huge)).isEqualTo(new Unreadable("larger than 4 MB"));
  }

  @Test
  void aLargeOneIsReadWithinBounds() {
    String many = "{\"name\":\"x\"},".repeat(100_000);
    Page page = page("{\"incidents\":[" + many + "{}]}");
    assertThat(page.incidents()).hasSize(500);
    assertThat(page.oddities()).contains("incidents: only 500 of 100001 read");
    String title = incident("\"name\":\"" + "a".repeat(3_000_000) + "\"").name();
    assertThat(title).hasSize(Words.LONGEST);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"components":[],"incidents":null} | ''
          {"components":[null]} | ''
          {"components":[7]} | components: an item that is no object
          {"components":[],"incidents":{}} | incidents: no list
          {"components":[{"id":"a"}]} | component status is missing
          {"components":[{"id":"a","status":"sideways"}]} | component status: unknown word "sideways"
          {"components":[{"id":["a"],"status":"operational"}]} | id: no text
          """)
  void passesOverWhatIsOdd(String json, String oddity) {
    assertThat(page(json).oddities())
        .isEqualTo(oddity.isEmpty() ? java.util.List.of() : java.util.List.of(oddity));
  }

  @Test
  void anIncidentMayLackAnything() {
    Page page = page("{\"incidents\":[{}]}");
    Incident bare = page.incidents().get(0);
    assertThat(bare.open()).isTrue();
    assertThat(bare.impact()).isEqualTo(Impact.UNKNOWN);
    assertThat(bare.course().created()).isNull();
    assertThat(bare.name()).isEmpty();
    assertThat(page.oddities())
        .containsExactly("incident status is missing", "incident impact is missing");
  }

  @Test
  void aTimeMayBeOdd() {
    assertThat(incident("\"created_at\":\"yesterday\"").course().created()).isNull();
    assertThat(incident("\"created_at\":12").course().created()).isNull();
    assertThat(incident("\"created_at\":\"2026-03-02T12:00:00.5+02:00\"").course().created())
        .isEqualTo(Instant.parse("2026-03-02T10:00:00.5Z"));
  }

  @Test
  void textsCannotSteerATerminal() {
    Incident incident =
        incident(
            "\"name\":\"a\\u001b[31mb\\u202ec\\nd\",\"incident_updates\":[{\"body\":\"x<br />y\\u0007\"}]");
    assertThat(incident.name()).isEqualTo("a [31mb c d");
    assertThat(incident.story().updates().get(0).body()).isEqualTo("x y");
  }

  @Property(tries = 500)
  void aDocumentThatWasCutIsUnreadable(@ForAll @IntRange(max = 10_000) int at) {
    int length = at % lastBrace();
    assertThat(StatusReader.read(Arrays.copyOf(SUMMARY, length))).isInstanceOf(Unreadable.class);
  }

  @Property(tries = 2_000)
  void noMutationMakesItThrow(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 10_000) int from,
      @ForAll @IntRange(max = 60) int length) {
    byte[] mutated = SUMMARY.clone();
    mutated[at % mutated.length] = value;
    int start = from % (mutated.length - length);
    System.arraycopy(SUMMARY, start, mutated, (at * 7) % (mutated.length - length), length);
    StatusDocument document = StatusReader.read(mutated);
    if (document instanceof Page page) {
      UpstreamStatus status = UpstreamStatus.unread("a").read(page, "a", Posts.T0);
      assertThat(status.light("opus-5", Posts.T0)).isNotNull();
    }
  }

  @Property(tries = 500)
  void noBytesMakeItThrow(@ForAll byte[] bytes) {
    assertThat(StatusReader.read(bytes)).isInstanceOf(Unreadable.class);
  }

  private static int lastBrace() {
    int at = SUMMARY.length - 1;
    while (SUMMARY[at] != '}') {
      at--;
    }
    return at;
  }
}
