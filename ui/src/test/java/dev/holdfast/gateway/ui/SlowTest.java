package dev.holdfast.gateway.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on a slow machine behind a slow line. */
class SlowTest {
  private static final int SLOWER = 4;
  private static final int LATENCY_MILLIS = 400;
  private static final int BYTES_A_SECOND = 50_000;

  private static Stage stage;
  private static Chromium chromium;

  @BeforeAll
  static void begin() throws Exception {
    stage = new Stage();
    chromium = new Chromium();
    stage.calls(12, "529");
    stage.incident("Elevated errors on Claude Opus 5", "We are looking into it.");
  }

  @AfterAll
  static void end() {
    chromium.close();
    stage.close();
  }

  /** What developer tools call slow 3G, and a processor four times as slow. */
  private static void throttle(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    JsonObject line = new JsonObject();
    line.addProperty("offline", false);
    line.addProperty("latency", LATENCY_MILLIS);
    line.addProperty("downloadThroughput", BYTES_A_SECOND);
    line.addProperty("uploadThroughput", BYTES_A_SECOND);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", line);
    JsonObject processor = new JsonObject();
    processor.addProperty("rate", SLOWER);
    session.send("Emulation.setCPUThrottlingRate", processor);
  }

  @Test
  void theVerdictIsThereBeforeAnyScriptRuns() {
    Page page = chromium.page(new NewContextOptions());
    throttle(page);
    AtomicReference<Route> held = new AtomicReference<>();
    page.route("**/assets/*.js", held::set);
    Response answer =
        page.navigate(
            stage.url("/"), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.waitForSelector("h1 .verdict");
    page.waitForCondition(() ->
        Boolean.TRUE.equals(page.evaluate("performance.getEntriesByType('paint').length > 0")));
    assertThat(page.locator("h1").isVisible()).isTrue();
    assertThat(page.locator("h1").innerText()).startsWith("FALL BACK");
    assertThat(page.locator("h1 .chip").evaluate("e => getComputedStyle(e).borderTopLeftRadius"))
        .as("with its stylesheet")
        .isEqualTo("99px");
    assertThat(page.locator(".heard").innerText()).as("no script yet").isEqualTo("just now");
    assertThat(answer.headers()).containsEntry("content-encoding", "gzip");
    page.waitForCondition(() -> held.get() != null);
    held.get().resume();
    page.waitForSelector(".heard:has-text('ago')");
    page.context().close();
  }
}
