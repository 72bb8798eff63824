package dev.holdfast.bench.adapters;

import dev.holdfast.bench.jmh.JmhRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what each adapter adds to a call. */
public final class AdapterBench {
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("JdkCalls.bare", "java.net.http");
    ROWS.put("JdkCalls.guarded", "java.net.http with **Holdfast**");
    ROWS.put("SdkCalls.bare", "anthropic-java");
    ROWS.put("SdkCalls.guarded", "anthropic-java with **Holdfast**");
    ROWS.put("LangChain4jCalls.bare", "LangChain4j");
    ROWS.put("LangChain4jCalls.guarded", "LangChain4j with **Holdfast**");
  }

  /** A few thousand calls a second take their time to be compiled. */
  private static final int WARM_UP = 15;

  private AdapterBench() {}

  /** Takes the options of {@code bench/adapters}. */
  public static void main(String[] args) throws IOException, RunnerException {
    new JmhRun("adapters", AdapterBench.class, ROWS, List.of(1), WARM_UP).run(args);
  }
}
