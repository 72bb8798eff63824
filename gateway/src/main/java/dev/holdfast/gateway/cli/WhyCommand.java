package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.cli.AdminClient.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the tale of one call. */
@Command(
    name = "why",
    description = "What happened to a call, and why: its attempts, decisions, waits and end.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "ID is the answer's x-holdfast-call-id, or its request-id. The gateway remembers its",
      "last 10000 calls until it stops. HOLDFAST_ADMIN_TOKEN is shown if it asks for a token.",
      "",
      "Exit: 0 told, 1 no gateway answers or it lets nobody in, 2 no such call."
    })
final class WhyCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int UNKNOWN = 2;

  private final Shell shell;
  private final Clock clock;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "A call id or a request-id.")
  private @Nullable String id;

  @Option(names = "--last-failed", description = "The call that failed last.")
  private boolean lastFailed;

  @Option(
      names = "--details",
      description = "Also what each decision depended on: budgets left, the breaker.")
  private boolean details;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private final AtOption at = new AtOption();

  WhyCommand(Shell shell, Clock clock) {
    this.shell = shell;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if ((id == null) != lastFailed) {
      throw new Complaint(UNKNOWN, "which call? give one ID, or --last-failed");
    }
    String path = id == null ? "?last-failed" : "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    Reply reply = at.client(shell.environment()).get("/api/v1/trails" + path);
    if (reply.status() == 404 && reply.body().startsWith("no ")) {
      throw new Complaint(UNKNOWN, reply.body().strip());
    }
    JsonNode trail = read(reply);
    if (json) {
      shell.terminal().out().println(trail.toPrettyString());
    } else {
      new TaleText(shell.terminal(), clock, details).tell(trail);
    }
    return 0;
  }

  private static JsonNode read(Reply reply) {
    try {
      JsonNode trail = new ObjectMapper().readTree(reply.body());
      if (reply.status() == 200 && trail.path("tale").isObject()) {
        return trail;
      }
    } catch (JsonProcessingException e) {
      // Told below, as any other answer that is no trail.
    }
    throw new Complaint(
        FAILED,
        "what answered there (" + reply.status() + ") is no admin listener that knows trails");
  }
}
