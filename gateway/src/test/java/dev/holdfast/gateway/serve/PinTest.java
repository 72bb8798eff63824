package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.serve.Weather.Start;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person who knows better says what an incident is, by a program or by a button of the page. */
class PinTest {
  private static final String OPUS = "opus-5";
  private static final String FORM = "/pin/one?as=";
  private static final Pattern BUTTON = Pattern.compile("formaction=\"([^\"]+)\"");

  /** Everything fails, and an incident about it is posted. */
  private static void plot(Weather weather) throws Exception {
    weather.calls(8, OPUS, "529");
    weather.incident("one", "investigating");
    weather.settle();
    weather.until(now -> now.path("row").asText().equals("r04"));
  }

  private static String pin(Weather weather) throws Exception {
    JsonNode incident = weather.situation().path("incidents").path(0);
    return incident.path("pin").asText("nobody");
  }

  @Test
  void byAProgram() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      plot(weather);
      String pin = "/api/v1/incidents/one/pin";
      assertThat(weather.post("POST", pin + "?as=not-same")).isEqualTo(403);
      assertThat(weather.post("POST", pin + "?as=what", "x-holdfast-admin", "1")).isEqualTo(400);
      assertThat(weather.post("POST", pin + "?as=not-same", "x-holdfast-admin", "1"))
          .isEqualTo(200);
      weather.until(now -> now.path("row").asText().equals("r06"));
      assertThat(pin(weather)).isEqualTo("not-same");
      assertThat(weather.post("DELETE", pin, "x-holdfast-admin", "1")).isEqualTo(200);
      weather.until(now -> now.path("row").asText().equals("r04"));
      assertThat(pin(weather)).isEqualTo("nobody");
      assertThat(weather.post("POST", "/api/v1/incidents/two/pin?as=same", "x-holdfast-admin", "1"))
          .isEqualTo(404);
    }
  }

  /** What a browser without a script does: it posts where the button says, and goes back. */
  @Test
  void byAButton() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      plot(weather);
      String origin = weather.gateway.adminUrl().toString();
      Matcher button = BUTTON.matcher(weather.get("/"));
      assertThat(button.results().map(found -> found.group(1)))
          .containsExactly(FORM + "same", FORM + "not-same");
      HttpResponse<String> said = weather.send("POST", FORM + "not-same", "Origin", origin);
      assertThat(said.statusCode()).isEqualTo(303);
      assertThat(said.headers().firstValue("Location")).hasValue("/");
      // Not "until": whoever comes back must see it.
      assertThat(pin(weather)).isEqualTo("not-same");
      assertThat(weather.get("/")).contains("Somebody said: not the same.", FORM + "evidence");
      assertThat(weather.post("POST", FORM + "evidence", "Origin", origin)).isEqualTo(303);
      assertThat(pin(weather)).isEqualTo("nobody");
    }
  }

  @Test
  void noOtherPageAndNobodyWithoutAPageCanPressIt() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      plot(weather);
      String same = FORM + "same";
      assertThat(weather.post("POST", same)).isEqualTo(403);
      assertThat(weather.post("POST", same, "Origin", "null")).isEqualTo(403);
      assertThat(weather.post("POST", same, "Origin", "https://evil.example")).isEqualTo(403);
      assertThat(weather.post("GET", same)).isEqualTo(405);
      String origin = weather.gateway.adminUrl().toString();
      assertThat(weather.post("POST", FORM + "what", "Origin", origin)).isEqualTo(400);
      assertThat(weather.post("POST", "/pin/two?as=same", "Origin", origin)).isEqualTo(404);
      assertThat(weather.post("POST", "/api/v1/silences", "Origin", origin))
          .as("a form cannot do what is for programs")
          .isIn(403, 404);
      assertThat(pin(weather)).isEqualTo("nobody");
    }
  }

  /** With "no-referrer" a browser would send "Origin: null" with our own forms. */
  @Test
  void onlyTheVerdictMayBeFramed() throws Exception {
    try (Weather weather = new Weather(Start.USUAL)) {
      HttpResponse<String> page = weather.send("GET", "/");
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors 'none'");
      HttpResponse<String> frame = weather.send("GET", "/embed");
      assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors *", "default-src 'none'", "form-action 'none'");
      assertThat(frame.body()).contains("<h1>", "http-equiv=\"refresh\"");
    }
  }
}
