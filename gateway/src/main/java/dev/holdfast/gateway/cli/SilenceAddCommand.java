package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Silences alerts. */
@Command(
    name = "add",
    description = "Silence alerts that match all of NAME=VALUE.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "NAME: rule, scope, level, severity, endpoint, model, key, limit, version, service, code.",
      "VALUE may end in *. Example: holdfast silence add rule=sustained-5xx --for 2h"
    })
final class SilenceAddCommand implements Callable<Integer> {
  private static final int USAGE = 2;

  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "NAME=VALUE", description = "What all must match.")
  private @Nullable List<String> matchers;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long, as 30m or 2h; ${DEFAULT-VALUE} when left out.")
  private @Nullable String time;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who wants it; the name you are logged in with when left out.")
  private @Nullable String author;

  @Mixin private final AtOption at = new AtOption();

  SilenceAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String body = body().toString();
    JsonNode made =
        AdminJson.of(at.client(shell.environment()).post("/api/v1/silences", body), "id");
    shell
        .terminal()
        .out()
        .println(
            "silenced until %s: %s (end it: holdfast silence end %s)"
                .formatted(
                    AlertsText.time(made.path("until")),
                    AlertsText.matchers(made),
                    made.path("id").asText()));
    return 0;
  }

  private ObjectNode body() {
    String user = shell.environment().getOrDefault("USER", "somebody");
    ObjectNode body =
        new ObjectMapper()
            .createObjectNode()
            .put("for", time)
            .put("author", author == null ? user : author);
    ObjectNode all = body.putObject("matchers");
    for (String matcher : Objects.requireNonNull(matchers)) {
      int at = matcher.indexOf('=');
      if (at < 1 || at == matcher.length() - 1) {
        throw new Complaint(USAGE, "'" + matcher + "' is no NAME=VALUE, such as rule=auth-401");
      }
      all.put(matcher.substring(0, at), matcher.substring(at + 1));
    }
    return body;
  }
}
