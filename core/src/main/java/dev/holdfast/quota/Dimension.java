package dev.holdfast.quota;

import java.util.Locale;

/** What a rate limit counts, each with the response headers that tell of it. */
public enum Dimension {
  /** Requests a minute. */
  REQUESTS("anthropic-ratelimit-requests"),
  /** Input tokens a minute, without those read from a cache. */
  INPUT_TOKENS("anthropic-ratelimit-input-tokens"),
  /** Output tokens a minute, counted as they are produced. */
  OUTPUT_TOKENS("anthropic-ratelimit-output-tokens"),
  /** The narrowest limit in effect, or input and output together. */
  TOKENS("anthropic-ratelimit-tokens"),
  /** Input tokens of the Priority Tier. */
  PRIORITY_INPUT_TOKENS("anthropic-priority-input-tokens"),
  /** Output tokens of the Priority Tier. */
  PRIORITY_OUTPUT_TOKENS("anthropic-priority-output-tokens"),
  /** Input tokens of the pool for fast mode. */
  FAST_INPUT_TOKENS("anthropic-fast-input-tokens"),
  /** Output tokens of the pool for fast mode. */
  FAST_OUTPUT_TOKENS("anthropic-fast-output-tokens");

  private final String limitHeader;
  private final String remainingHeader;
  private final String resetHeader;

  Dimension(String family) {
    limitHeader = family + "-limit";
    remainingHeader = family + "-remaining";
    resetHeader = family + "-reset";
  }

  String limitHeader() {
    return limitHeader;
  }

  String remainingHeader() {
    return remainingHeader;
  }

  String resetHeader() {
    return resetHeader;
  }

  /** How much of it a request uses. */
  long of(Cost cost) {
    return switch (this) {
      case REQUESTS -> cost.requests();
      case INPUT_TOKENS, PRIORITY_INPUT_TOKENS, FAST_INPUT_TOKENS -> cost.input();
      case OUTPUT_TOKENS, PRIORITY_OUTPUT_TOKENS, FAST_OUTPUT_TOKENS -> cost.output();
      case TOKENS -> cost.input() + cost.output();
    };
  }

  /** The name as metrics and pages show it: {@code input_tokens}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
