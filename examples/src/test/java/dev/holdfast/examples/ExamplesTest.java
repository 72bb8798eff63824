package dev.holdfast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Match;
import dev.holdfast.lab.upstream.LabUpstream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each example in trouble: twice nothing is well, then it is. Those that show an adapter run on the
 * class path and with Holdfast as modules.
 */
class ExamplesTest {
  private static LabUpstream lab;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @AfterEach
  void calm() {
    lab.clearFaults();
    lab.forgetCalls();
  }

  /** What it printed on both ways, of which none saw the trouble. */
  private static List<String> both(Class<?> main, String modules) throws Exception {
    lab.faults("529");
    String one = Program.onClassPath(main, lab.baseUrl());
    lab.faults("529");
    String other = Program.onModulePath(main, lab.baseUrl(), modules);
    return List.of(one, other);
  }

  @Test
  void plainJdk() throws Exception {
    assertThat(both(PlainJdk.class, "dev.holdfast.http"))
        .allSatisfy(said -> assertThat(said).contains("2 attempts, waited ").contains("200 {"));
  }

  @Test
  void sdkStreaming() throws Exception {
    assertThat(both(SdkStreaming.class, "dev.holdfast.anthropic,com.anthropic.client.okhttp,okio"))
        .allSatisfy(said -> assertThat(said).endsWith("lab.\n"));
  }

  @Test
  void langChain4jAgent() throws Exception {
    assertThat(both(LangChain4jAgent.class, "dev.holdfast.langchain4j,dev.holdfast.http,org.slf4j"))
        .allSatisfy(said -> assertThat(said).contains("clock: ").endsWith("lab.\n"));
  }

  @Test
  void batchWorker() throws Exception {
    lab.faults(FaultRule.of("500*").withMatch(new Match("/v1/", List.of("claude-opus-*"))));
    assertThat(Program.onClassPath(BatchWorker.class, lab.baseUrl()))
        .contains("job 8: claude-sonnet-5")
        .doesNotContain("put back");
  }
}
