package dev.holdfast.call;

import dev.holdfast.outcome.Heads;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Phase;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Usage;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An upstream that limits requests and input tokens a minute as the API does: by buckets. */
final class LimitedUpstream {
  private final double requests;
  private final double tokens;
  private final boolean hints;
  private double requestsLeft;
  private double tokensLeft;
  private Instant at = RushWorld.START;
  private int served;
  private int refused;

  /**
   * Full buckets.
   *
   * @param hints whether a 429 says how long to wait
   */
  LimitedUpstream(double requests, double tokens, boolean hints) {
    this.requests = requests;
    this.tokens = tokens;
    this.hints = hints;
    this.requestsLeft = requests;
    this.tokensLeft = tokens;
  }

  Outcome answer(Instant now, long input) {
    double minutes = Duration.between(at, now).toNanos() / 60e9;
    at = now;
    requestsLeft = Math.min(requests, requestsLeft + minutes * requests);
    tokensLeft = Math.min(tokens, tokensLeft + minutes * tokens);
    double wanted = Math.min((double) input, tokens);
    double missing = Math.max((1 - requestsLeft) / requests, (wanted - tokensLeft) / tokens);
    if (missing > 1e-9) {
      return refuse(missing);
    }
    served++;
    requestsLeft -= 1;
    tokensLeft -= input;
    Meaning meaning = new Meaning(Reading.COMPLETE, null, new Usage(input, 0, 0, 100));
    String[] headers = headers().toArray(String[]::new);
    return new Answered(200, Heads.of(headers), null, Phase.CONTENT, "end_turn", meaning);
  }

  private Outcome refuse(double minutes) {
    refused++;
    List<String> headers = headers();
    if (hints) {
      headers.addAll(List.of("retry-after", Long.toString((long) Math.ceil(minutes * 60))));
    }
    return Answers.envelope(429, "rate_limit_error", "too fast", headers.toArray(String[]::new));
  }

  private List<String> headers() {
    return new ArrayList<>(
        List.of(
            "anthropic-ratelimit-requests-limit", Long.toString((long) requests),
            "anthropic-ratelimit-requests-remaining", left(requestsLeft, 1),
            "anthropic-ratelimit-input-tokens-limit", Long.toString((long) tokens),
            "anthropic-ratelimit-input-tokens-remaining", left(tokensLeft, 1000)));
  }

  /** Tokens are told in thousands. */
  private static String left(double left, long step) {
    return Long.toString(Math.round(Math.max(0, Math.floor(left)) / step) * step);
  }

  int served() {
    return served;
  }

  /** How many 429s it had to say. */
  int refused() {
    return refused;
  }
}
