package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import dev.holdfast.Holdfast;
import dev.holdfast.anthropic.HoldfastInterceptor;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.http.HoldfastHttpClient;
import dev.holdfast.lab.conformity.Conformity;
import dev.holdfast.lab.conformity.ConformityTable;
import dev.holdfast.lab.conformity.Observation;
import dev.holdfast.lab.conformity.Scenario;
import dev.holdfast.lab.conformity.Subject;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.langchain4j.HoldfastLangChain4j;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every way to use Holdfast, the same scenarios. With {@code -Dholdfast.docs.write=true} all is at
 * its defaults, clients without Holdfast run too, and the table becomes docs/conformance.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConformanceTest {
  private static final boolean WRITE = Boolean.getBoolean("holdfast.docs.write");
  private static final Duration PATIENCE = Duration.ofSeconds(WRITE ? 30 : 20);

  /** The default rules in a fraction of the time. */
  private static final Policy BRISK =
      new Policy(
          RetryRules.standard(1, Duration.ofMillis(20), Duration.ofMillis(80)),
          new TimeBudget(Duration.ofMillis(2500), Duration.ofSeconds(5)),
          BreakerPolicy.defaults());

  /** The same for the gateway. */
  private static final String RETRY =
      "{time-budget: 2500ms, quota-budget: 5s, backoff: {base: 20ms, cap: 80ms}}";

  private static final Policy POLICY = WRITE ? Policy.defaults() : BRISK;

  private final ConformityTable table = new ConformityTable();
  private LabUpstream lab;

  @BeforeAll
  void start() {
    lab = LabUpstream.start();
  }

  @AfterAll
  void stop() throws Exception {
    Files.writeString(Path.of("target", "conformance.md"), table.markdown());
    if (WRITE) {
      Path docs = Path.of("..", "docs", "conformance.md");
      String head = Files.readString(docs).split("\n\\| what happens", 2)[0];
      Files.writeString(docs, head + "\n" + table.markdown());
    }
    lab.close();
  }

  private List<Observation> run(String client, Subject subject) throws InterruptedException {
    List<Observation> seen = new Conformity(lab, PATIENCE).run(Scenario.all(), subject);
    table.add(client, seen);
    return seen;
  }

  private void conforms(String client, Subject subject) throws InterruptedException {
    assertThat(run(client, subject)).allSatisfy(o -> assertThat(o).matches(Observation::conforms));
  }

  private AnthropicOkHttpClient.Builder sdk() {
    return AnthropicOkHttpClient.builder().baseUrl(lab.baseUrl().toString()).apiKey("any");
  }

  @Test
  @Order(1)
  void gateway() throws Exception {
    try (Gateway gateway = Gateways.before(lab.baseUrl(), WRITE ? "{}" : RETRY)) {
      conforms("gateway", new JdkSubject(HttpClient.newHttpClient(), gateway.url()));
    }
  }

  @Test
  @Order(2)
  void http() throws Exception {
    HttpClient client = HoldfastHttpClient.wrap(HttpClient.newHttpClient(), Holdfast.of(POLICY));
    conforms("holdfast-http", new JdkSubject(client, lab.baseUrl()));
  }

  @Test
  @Order(3)
  void anthropic() throws Exception {
    AnthropicClient client =
        sdk().addInterceptor(HoldfastInterceptor.of(POLICY)).maxRetries(0).build();
    conforms("holdfast-anthropic", new SdkSubject(client));
    client.close();
  }

  @Test
  @Order(4)
  void langChain4j() throws Exception {
    conforms(
        "holdfast-langchain4j",
        new LangChain4jSubject(lab.baseUrl(), HoldfastLangChain4j.httpClient(POLICY), 0));
  }

  @Test
  @Order(10)
  void withoutHoldfast() throws Exception {
    if (WRITE) {
      run("*java.net.http*", new JdkSubject(HttpClient.newHttpClient(), lab.baseUrl()));
      AnthropicClient client = sdk().build();
      run("*anthropic-java*", new SdkSubject(client));
      client.close();
      run("*langchain4j*", new LangChain4jSubject(lab.baseUrl(), JdkHttpClient.builder(), 2));
    }
  }
}
