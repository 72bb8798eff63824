package dev.holdfast.gateway.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as people meet them. */
class BoardTest {
  private static final String OUTAGE = "major_outage";
  private static final int TURNS = 20;
  private static final Duration SOON = Duration.ofMillis(1_500);

  /** What a page must not do, kept by the page itself. */
  private static final String WITNESS =
      """
      window.violations = [];
      document.addEventListener("securitypolicyviolation",
        (e) => window.violations.push(e.violatedDirective + " " + e.blockedURI));
      """;

  private static Stage stage;
  private static Chromium chromium;

  @BeforeAll
  static void begin() throws Exception {
    stage = new Stage();
    chromium = new Chromium();
    stage.calls(20, "");
    stage.calls(12, "", "claude-haiku-4-5", "key-2");
    stage.calls(2, "429;retry-after=1", "claude-opus-5", "key-3");
    stage.calls(2, "400");
  }

  @AfterAll
  static void end() {
    chromium.close();
    stage.close();
  }

  @BeforeEach
  void calm() throws Exception {
    stage.calm();
  }

  private static Page open(NewContextOptions options, String path) {
    Page page = chromium.page(options);
    page.addInitScript(WITNESS);
    page.navigate(stage.url(path));
    return page;
  }

  /** Waits for the upstream's light on a page that is up to date. */
  private static void awaitLight(Page page, String tone) {
    page.waitForSelector(
        "body:has(#band:not(.old)):has(.heard:has-text('ago')) #upstream .light .chip." + tone);
  }

  @Test
  void theVerdictNeedsNoJavaScript() {
    Page page = open(new NewContextOptions().setJavaScriptEnabled(false), "/");
    assertThat(page.locator("h1").innerText()).startsWith("RETRY");
    assertThat(page.locator(".do").innerText()).startsWith("Do now:");
    assertThat(page.locator("#facts").innerText()).contains("ago");
    assertThat(page.locator("table").count()).isGreaterThanOrEqualTo(3);
    page.context().close();
  }

  @Test
  void whatTurnsIsShownAtOnce() {
    Page page = open(new NewContextOptions(), "/");
    awaitLight(page, "good");
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      boolean bad = i % 2 == 0;
      long begin = System.nanoTime();
      stage.api(bad ? OUTAGE : "operational");
      awaitLight(page, bad ? "bad" : "good");
      took.add((System.nanoTime() - begin) / 1_000_000);
    }
    Collections.sort(took);
    System.out.println("state change to DOM, ms, sorted: " + took);
    assertThat(took.get(TURNS * 95 / 100 - 1)).isLessThanOrEqualTo(SOON.toMillis());
    page.context().close();
  }

  @Test
  void aSilentGatewayIsNotBelieved() throws Exception {
    try (Stage other = new Stage()) {
      Page page = chromium.page(new NewContextOptions());
      page.navigate(other.url("/"));
      page.waitForSelector(".heard:has-text('ago')");
      assertThat(page.locator("#stale").isVisible()).isFalse();
      other.gateway.close();
      page.waitForSelector("#band.old");
      assertThat(page.locator("#stale").innerText())
          .matches("Stale since \\d\\d:\\d\\d:\\d\\d UTC: .*");
      page.context().close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, LIGHT, 1280",
    "/, DARK, 1280",
    "/, LIGHT, 320",
    "/, DARK, 320",
    "/incidents, LIGHT, 1280",
    "/incidents, DARK, 320"
  })
  void axeFindsNothing(String path, ColorScheme scheme, int width) throws Exception {
    stage.incident("Elevated errors on Claude Opus 5", "We are looking into it.");
    stage.calls(10, "529");
    NewContextOptions options =
        new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800);
    Page page = open(options, path);
    if (path.equals("/")) {
      awaitLight(page, "bad");
      page.locator("details").first().evaluate("e => e.open = true");
    }
    page.evaluate(Chromium.axe());
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a",
              "wcag21aa", "wcag22aa", "best-practice"]}))
              .violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " +
                n.failureSummary).slice(0, 3).join(" | "))
            """);
    assertThat((List<?>) found).isEmpty();
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/incidents"})
  void aPhoneNeedsNoSidewaysScrolling(String path) {
    Page page = open(new NewContextOptions().setViewportSize(320, 700), path);
    Object wider =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(wider).isEqualTo(0);
    page.context().close();
  }

  @Test
  void theVerdictAndTheUpstreamAreAboveTheFold() {
    stage.incident("Elevated errors on Claude Opus 5", "We are looking into it.");
    Page page = open(new NewContextOptions().setViewportSize(1280, 720), "/");
    page.waitForSelector("#upstream .card");
    // In one go: the part may be drawn anew at any moment.
    Object top =
        page.evaluate("document.querySelector('#upstream .card').getBoundingClientRect().y");
    assertThat(((Number) top).doubleValue()).isLessThan(720 - 150);
    page.context().close();
  }

  @Test
  void allOfItCanBeReachedByKeyboard() {
    Page page = open(new NewContextOptions(), "/");
    awaitLight(page, "good");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      reached.add(
          String.valueOf(
              page.evaluate(
                  "(document.activeElement.getAttribute('aria-label') || '')"
                      + " + document.activeElement.textContent")));
    }
    for (String wanted :
        List.of(
            "Holdfast",
            "Incidents",
            "As a table",
            "Breakers",
            "Rate limits",
            "Code reference",
            "link to this minute",
            "metrics")) {
      assertThat(reached).anyMatch(text -> text.startsWith(wanted));
    }
    page.context().close();
  }

  @Test
  void focusAndWhatIsOpenSurviveAnUpdate() {
    Page page = open(new NewContextOptions(), "/");
    awaitLight(page, "good");
    page.locator("#chart summary").click();
    stage.api(OUTAGE);
    awaitLight(page, "bad");
    assertThat(page.locator("#chart details").getAttribute("open")).isNotNull();
    assertThat(page.evaluate("document.activeElement.localName")).isEqualTo("summary");
    page.context().close();
  }

  @Test
  void onlyTheVerdictIsAnnounced() {
    Page page = open(new NewContextOptions(), "/");
    awaitLight(page, "good");
    assertThat(page.locator("[aria-live]").count()).isEqualTo(1);
    page.evaluate(
        """
        window.said = 0;
        new MutationObserver(() => window.said++).observe(
          document.getElementById("verdict"), {childList: true, subtree: true, characterData: true});
        """);
    page.waitForTimeout(3_000);
    assertThat(page.evaluate("window.said")).isEqualTo(0);
    page.context().close();
  }

  @Test
  void whatComesFromOutsideDoesNothing() throws Exception {
    String evil = "&lt;img src=x onerror=document.title=666&gt; <svg onload=document.title=666 <3";
    stage.incident("API " + evil, "API errors " + evil);
    stage.calls(6, "", "claude-" + evil.replace("\"", ""), evil);
    for (String path : new String[] {"/", "/incidents"}) {
      Page page = open(new NewContextOptions(), path);
      page.waitForSelector("article");
      assertThat(page.locator("article h3").first().innerText())
          .contains("onload=document.title=666 <3");
      assertThat(page.locator("main img").count()).isZero();
      assertThat(page.title()).doesNotContain("666");
      assertThat(page.evaluate("window.violations")).isEqualTo(List.of());
      page.context().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/incidents", "/?at=2026-11-23T14:06Z"})
  void thePolicyIsNeverBroken(String path) {
    Page page = chromium.page(new NewContextOptions());
    List<String> errors = new ArrayList<>();
    page.onPageError(errors::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("404")) {
        errors.add(message.text());
      }
    });
    page.addInitScript(WITNESS);
    page.navigate(stage.url(path));
    page.waitForTimeout(1_500);
    assertThat(errors).isEmpty();
    assertThat(page.evaluate("window.violations")).isEqualTo(List.of());
    page.context().close();
  }

  @Test
  void forcedColoursAndCalmMotionAreRespected() {
    Page page = open(new NewContextOptions().setForcedColors(ForcedColors.ACTIVE), "/");
    assertThat(page.locator("h1 .chip").evaluate("e => getComputedStyle(e).borderTopWidth"))
        .isEqualTo("1px");
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    assertThat(page.locator("#band").evaluate("e => getComputedStyle(e).transitionDuration"))
        .isEqualTo("0s");
    page.context().close();
  }

  @Test
  void tooManyStreamsMeanPolling() {
    Page page = chromium.page(new NewContextOptions());
    page.route(
        "**/events",
        route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(503)));
    page.navigate(stage.url("/"));
    stage.api(OUTAGE);
    awaitLight(page, "bad");
    assertThat(page.locator("#stale").isVisible()).isFalse();
    page.context().close();
  }

  @Test
  void aTabSaysItToo() throws Exception {
    try (Stage other = new Stage()) {
      other.calls(12, "");
      Page page = chromium.page(new NewContextOptions());
      page.navigate(other.url("/"));
      page.waitForSelector("#band.good:not(.old)");
      assertThat(page.title()).isEqualTo("● RETRY · Holdfast");
      assertThat(page.locator("#icon").getAttribute("href")).contains("009E73");
      page.context().close();
    }
  }
}
