package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.cli.AdminClient.Reply;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.watch.QuickLook;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.situation.Advice;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Situation;
import dev.holdfast.situation.SituationJson;
import dev.holdfast.situation.Survey;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verdict: retry or fall back? A known incident, or this side? */
@Command(
    name = "status",
    description = "Retry or fall back? Known incident or your side? The verdict on one screen.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Asks a running gateway, which knows your own calls. Where none runs it reads Anthropic's",
      "status page itself, and says so.",
      "",
      "Exit: 0 retry or return, 10 fall back, 20 fix, 30 unknown; 1 the gateway lets nobody in."
    })
final class StatusCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /** The page is everybody's: it is not to be asked as often as a gateway of one's own. */
  private static final Duration PAGE_AGAIN = Duration.ofSeconds(30);

  private final Shell shell;
  private final Clock clock;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(names = "--watch", description = "Go on, and tell each change, until Ctrl-C.")
  private boolean watch;

  @Mixin private final AtOption at = new AtOption();
  @Mixin private final ConfigOption config = new ConfigOption();

  StatusCommand(Shell shell, Clock clock) {
    this.shell = shell;
    this.clock = clock;
  }

  /**
   * A situation, and who told it.
   *
   * @param direct whether that is the page itself
   */
  private record Told(JsonNode situation, String by, boolean direct) {
    /** How long to wait before asking once more. */
    Duration again() {
      return direct ? PAGE_AGAIN : AGAIN;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Told told = ask();
    StatusText text = new StatusText(shell.terminal(), clock);
    print(text, told, null);
    if (watch) {
      shell.stop().listenToSignals();
      while (!shell.stop().await(told.again())) {
        Told next = ask();
        print(text, next, told);
        told = next;
      }
    }
    return exit(told.situation());
  }

  private void print(StatusText text, Told told, @Nullable Told before) {
    boolean same = before != null && StatusText.same(told.situation(), before.situation());
    if (json) {
      printJson(told, same);
    } else if (watch) {
      text.again(told.situation(), told.by(), same);
    } else {
      text.print(told.situation(), told.by());
    }
  }

  private void printJson(Told told, boolean same) {
    if (!same) {
      shell.terminal().out().println(told.situation());
    }
    if (!same && told.direct()) {
      shell.terminal().err().println("told by " + told.by());
    }
  }

  private Told ask() {
    Reply reply = at.client(shell.environment()).getIfThere("/api/v1/situation");
    if (reply == null) {
      return direct();
    }
    JsonNode situation = reply.status() == 200 ? tree(reply.body()) : null;
    if (situation == null || !situation.path("advice").isTextual()) {
      throw new Complaint(
          FAILED,
          "what answered there (%d) is no admin listener that knows the situation"
              .formatted(reply.status()));
    }
    return new Told(situation, "the gateway at " + at.url(), false);
  }

  /** Straight from the page: nothing is known of any calls then. */
  private Told direct() {
    GatewayConfig read = config.read(shell.environment(), Overrides.NONE);
    UpstreamStatus status = new QuickLook(read.upstream(), clock).at(read.watch().page());
    Instant now = clock.instant();
    Survey survey = new Survey(status, new Gauges().snapshot(now), Map.of());
    boolean fallback = !read.upstream().fallbacks().isEmpty();
    Remedy remedy = Remedy.of(fallback, read.retry().hold());
    Situation situation = Situation.of(survey.signals(Survey.Known.of(remedy), now), now);
    JsonNode tree = tree(SituationJson.write(situation));
    boolean asked = situation.signals().page().view().configured();
    String by = (asked ? "the status page itself" : "nobody") + "; no gateway runs at " + at.url();
    return new Told(tree == null ? new ObjectMapper().createObjectNode() : tree, by, true);
  }

  private static @Nullable JsonNode tree(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static int exit(JsonNode situation) {
    String advice = situation.path("advice").asText();
    return Stream.of(Advice.values())
        .filter(known -> known.slug().equals(advice))
        .findFirst()
        .orElse(Advice.UNKNOWN)
        .exit();
  }
}
