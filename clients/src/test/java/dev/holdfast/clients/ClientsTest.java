package dev.holdfast.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.clients.Program.Result;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.opentest4j.TestAbortedException;

/** Runs the scripts of each SDK; every test in them is a test here. */
@TestInstance(Lifecycle.PER_CLASS)
class ClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The default rules in a fraction of the time. */
  private static final Policy BRISK =
      Policy.defaults()
          .withRules(RetryRules.standard(1, Duration.ofMillis(100), Duration.ofMillis(400)))
          .withBudget(new TimeBudget(Duration.ofSeconds(2), Duration.ofSeconds(10)));

  private final List<String> tables = new ArrayList<>();
  private LabUpstream lab;
  private Witness witness;

  @BeforeAll
  void start() throws IOException {
    lab = LabUpstream.start();
    witness = Witness.start(lab);
  }

  @AfterAll
  void end() {
    witness.close();
    lab.close();
  }

  @TestFactory
  List<DynamicTest> typescript() throws Exception {
    return tests(Sdk.TYPESCRIPT);
  }

  @TestFactory
  List<DynamicTest> python() throws Exception {
    return tests(Sdk.PYTHON);
  }

  /** With the defaults of all parties; {@code target/comparison.md} is where the docs come from. */
  @TestFactory
  List<DynamicTest> comparison() {
    return Stream.of(Sdk.TYPESCRIPT, Sdk.PYTHON)
        .map(sdk -> DynamicTest.dynamicTest(sdk.name(), () -> compare(sdk)))
        .toList();
  }

  private void compare(Sdk sdk) throws Exception {
    sdk.prepare();
    try (Gateway gateway = gateway(Policy.defaults())) {
      Result result = sdk.compare(environment(gateway));
      assertThat(result.exit()).as(result.said()).isZero();
      tables.add(Comparison.table(json(result)));
      Files.writeString(Path.of("target", "comparison.md"), String.join("\n", tables));
    }
  }

  private List<DynamicTest> tests(Sdk sdk) throws Exception {
    try {
      sdk.prepare();
    } catch (TestAbortedException skipped) {
      // Said by a test, for nobody reports a factory that was skipped.
      return List.of(DynamicTest.dynamicTest(sdk.name(), () -> rethrow(skipped)));
    }
    try (Gateway gateway = gateway(BRISK)) {
      Result result = sdk.test(environment(gateway));
      List<DynamicTest> tests = json(result).stream().map(ClientsTest::test).toList();
      assertThat(tests).as(result.said()).isNotEmpty();
      boolean told = json(result).stream().anyMatch(line -> !line.path("ok").asBoolean());
      assertThat(result.exit() == 0 || told).as(result.said()).isTrue();
      return tests;
    }
  }

  private static void rethrow(TestAbortedException skipped) {
    throw skipped;
  }

  private static DynamicTest test(JsonNode line) {
    String name = line.path("test").asText();
    String why = name + "\n" + line.path("why").asText();
    return DynamicTest.dynamicTest(name, () -> assertTrue(line.path("ok").asBoolean(), why));
  }

  private static List<JsonNode> json(Result result) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : result.lines()) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private Gateway gateway(Policy policy) throws StartFailed {
    Listen free = new Listen("127.0.0.1", 0, null);
    GatewayConfig config =
        new GatewayConfig(
            free,
            new Admin(free, null),
            new Upstream(lab.baseUrl(), null, null, false),
            new Retry(policy, GiveUp.STOP),
            new Limits(Duration.ofSeconds(1), 0.4));
    return Gateway.start(config, Listener.NONE);
  }

  /** All that a program needs to be told, and what its tests look at. */
  private Map<String, String> environment(Gateway gateway) {
    return Map.of(
        "ANTHROPIC_BASE_URL", gateway.url().toString(),
        "ANTHROPIC_API_KEY", "test",
        "NO_PROXY", "127.0.0.1",
        "LAB_URL", lab.baseUrl().toString(),
        "WITNESS_URL", witness.url().toString());
  }
}
