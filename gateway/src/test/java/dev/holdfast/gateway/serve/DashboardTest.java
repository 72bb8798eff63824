package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.serve.Weather.Start;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for people, served by a gateway before a lab. */
class DashboardTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPUS = "opus-5";

  /** What one packet train of a fresh connection holds: ten segments. */
  private static final int FIRST_FLIGHT = 14_000;

  private static final int VERDICT_WITHIN = 1_400;
  private static final int STREAMS = 200;
  private static final Duration HOUR = Duration.ofHours(1);

  private final HttpClient client = HttpClient.newHttpClient();

  private static HttpRequest.Builder asking(Weather weather, String path) {
    return HttpRequest.newBuilder(URI.create(weather.gateway.adminUrl() + path));
  }

  private HttpResponse<String> ask(Weather weather, String path) throws Exception {
    return client.send(asking(weather, path).build(), BodyHandlers.ofString());
  }

  private Stream<String> stream(Weather weather) throws Exception {
    HttpResponse<Stream<String>> answer =
        client.send(asking(weather, "/events").build(), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return answer.body();
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line.substring("data: ".length()));
    } catch (Exception e) {
      throw new IllegalStateException(line, e);
    }
  }

  @Test
  void theVerdictIsInTheFirstBytesAndThePageIsSmall() throws Exception {
    try (Weather weather = new Weather(Start.BREAKER)) {
      weather.incident("one", "investigating");
      weather.calls(30, OPUS, "529");
      weather.settle();
      weather.until(now -> now.path("row").asText().equals("r04"));
      String page = ask(weather, "/").body();
      assertThat(page.substring(0, VERDICT_WITHIN))
          .contains("FALL BACK")
          .contains("Known incident");
      assertThat(page)
          .contains("<title>▲ FALL BACK · Holdfast</title>")
          .contains("matches what fails here")
          .contains("open, pacing");
      HttpRequest zipped = asking(weather, "/").header("Accept-Encoding", "gzip").build();
      HttpResponse<byte[]> answer = client.send(zipped, BodyHandlers.ofByteArray());
      assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(answer.body().length).isLessThan(FIRST_FLIGHT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/incidents", "/?at=2026-11-23T14:06Z"})
  void nothingInlineAndNothingFromElsewhere(String path) throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      HttpResponse<String> answer = ask(weather, path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValue(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                  + " frame-ancestors 'none'");
      assertThat(answer.body())
          .doesNotContain("style=", "<style", "onclick", "src=\"http")
          .doesNotContainPattern("<script[^>]*>[^<]");
    }
  }

  @Test
  void aFirstStartSaysWhatToDoNext() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      weather.until(now -> now.path("indicator").asText().equals("green"));
      assertThat(ask(weather, "/").body())
          .contains("No calls in the last hour. Point a program here")
          .contains("each endpoint and model gets a breaker with its first call")
          .contains("set alerts.mode to local")
          .contains("No history: none is wanted");
      assertThat(ask(weather, "/?at=2026-11-23T14:06Z").body()).contains("No history is kept");
      assertThat(ask(weather, "/incidents").body()).contains("there is no history");
    }
  }

  @Test
  void whatComesFromOutsideStaysText() throws Exception {
    // The reader takes tags out of posts; what looks like one to a browser is left to the page.
    String evil = "&lt;img src=x onerror=alert(1)&gt; <img src=x ' onload=alert(5) <3";
    try (Weather weather = new Weather(Start.REMEMBERS)) {
      weather.page(
          """
          {"components":{"api":"major_outage"},"incidents":[{"id":"\\"><b>","name":"API %1$s",\
          "impact":"major","components":["api"],"updates":[{"status":"investigating",\
          "body":"Errors on Claude Opus 5 %1$s</script><script>alert(2)</script>"}]}]}\
          """
              .formatted(evil));
      weather.calls(8, "<script>alert(3)</script>", "529", "<script>alert(4)</script>");
      weather.settle();
      weather.until(now -> now.path("incidents").size() == 1);
      for (String path : new String[] {"/", "/incidents"}) {
        String page = ask(weather, path).body();
        assertThat(page).doesNotContain("<img", "<script>").contains("onerror=alert(1)");
        assertThat(page).doesNotContain("' onload").contains("&#39; onload");
      }
      try (Stream<String> lines = stream(weather)) {
        String first = lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
        assertThat(event(first).path("parts").toString()).doesNotContain("<img", "<script>");
      }
    }
  }

  @Test
  void anOpenPageIsToldAllAndThenWhatChanges() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      weather.until(now -> now.path("indicator").asText().equals("green"));
      try (Stream<String> lines = stream(weather)) {
        Iterator<String> told = lines.iterator();
        assertThat(told.next()).isEqualTo("retry: 2000");
        JsonNode first = next(told);
        assertThat(first.path("tone").asText()).isEqualTo("unsure");
        assertThat(first.path("parts").size()).isEqualTo(9);
        weather.api("major_outage");
        JsonNode turned = next(told);
        while (!turned.path("tone").asText().equals("bad")) {
          turned = next(told);
        }
        assertThat(turned.path("parts").path("verdict").asText()).contains("FALL BACK");
        assertThat(turned.path("title").asText()).isEqualTo("▲ FALL BACK · Holdfast");
      }
    }
  }

  private static JsonNode next(Iterator<String> lines) {
    String line = lines.next();
    while (!line.startsWith("data:")) {
      line = lines.next();
    }
    return event(line);
  }

  @Test
  void moreThanTwoHundredPagesAreToldToAskAgain() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      List<Stream<String>> open = open(weather);
      HttpResponse<String> refused = ask(weather, "/events");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("every 5 s");
      open.get(0).close();
      int status = refused.statusCode();
      for (int i = 0; status != 200 && i < 1000; i++) {
        Thread.yield();
        HttpRequest again = asking(weather, "/events").build();
        HttpResponse<Stream<String>> answer = client.send(again, BodyHandlers.ofLines());
        status = answer.statusCode();
        answer.body().close();
      }
      assertThat(status).isEqualTo(200);
      open.forEach(Stream::close);
    }
  }

  private List<Stream<String>> open(Weather weather) throws Exception {
    List<Stream<String>> open = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      open.add(stream(weather));
    }
    return open;
  }

  @Test
  void aPastMinuteIsDrawnFromTheHistory(@TempDir Path folder) throws Exception {
    History history = History.in(folder.resolve("history.db"));
    Instant then = Instant.now().minus(HOUR);
    try (Weather weather = new Weather(Start.REMEMBERS, history)) {
      weather.jump(HOUR.negated());
      weather.incident("one", "investigating");
      weather.calls(8, OPUS, "529");
      weather.settle();
      weather.until(now -> now.path("row").asText().equals("r04"));
    }
    // A minute later, for the first life may have begun at the end of one.
    String minute = then.plusSeconds(60).truncatedTo(ChronoUnit.MINUTES).toString();
    try (Weather weather = new Weather(Start.REMEMBERS, history)) {
      HttpResponse<String> page = ask(weather, "/?at=" + minute);
      while (page.statusCode() == 503) {
        // The history opens beside the start.
        page = ask(weather, "/?at=" + minute);
      }
      assertThat(page.body()).contains("FALL BACK", "Row r04", "As it was at");
      assertThat(page.body()).contains("Elevated errors on Claude Opus 5");
      assertThat(ask(weather, "/?at=2199-01-01T00:00Z").body()).contains("still to come");
      HttpResponse<String> bad = ask(weather, "/?at=%3Cscript%3E");
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("Say which minute").doesNotContain("<script>");
    }
  }

  @Test
  void theOpenApiDocumentHasEveryPathAndNoOther() throws Exception {
    try (Weather weather = new Weather(Start.REMEMBERS)) {
      Set<String> served = new TreeSet<>();
      String list = ask(weather, "/nothing").body().strip().replace("here are: ", "");
      for (String path : list.split(" ")) {
        served.add(path.startsWith("/assets/") ? "/assets/" : path);
      }
      JsonNode paths = JSON.readTree(ask(weather, "/api/v1/openapi.json").body()).path("paths");
      Map<String, Set<String>> told = new TreeMap<>();
      paths
          .properties()
          .forEach(path -> {
            Set<String> methods = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(methods::add);
            told.merge(path.getKey().replaceAll("\\{.*", ""), methods, DashboardTest::both);
          });
      assertThat(told.keySet()).isEqualTo(served);
      for (Map.Entry<String, Set<String>> one : told.entrySet()) {
        assertThat(allowed(weather, one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
      }
    }
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /** The methods that a path takes: it lists them to whoever asks with another one. */
  private Set<String> allowed(Weather weather, String path) throws Exception {
    String whole = path.equals("/assets/") ? asset(weather) : path;
    boolean under = whole.length() > 1 && whole.endsWith("/");
    HttpRequest patch =
        asking(weather, under ? whole + "x" : whole)
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(patch, BodyHandlers.ofString());
    Set<String> methods = new TreeSet<>();
    for (String method : answer.headers().firstValue("Allow").orElse("").split(", ")) {
      if (!method.equals("HEAD")) {
        methods.add(method.toLowerCase(Locale.ROOT));
      }
    }
    return methods;
  }

  private String asset(Weather weather) throws Exception {
    String page = ask(weather, "/").body();
    int begin = page.indexOf("/assets/");
    return page.substring(begin, page.indexOf('"', begin));
  }

  @Test
  void whatNeverChangesMayBeKept() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      HttpResponse<String> css = ask(weather, asset(weather));
      assertThat(css.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      assertThat(ask(weather, "/").headers().firstValue("Cache-Control")).hasValue("no-store");
    }
  }
}
