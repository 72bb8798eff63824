package dev.holdfast.lab.upstream;

import dev.holdfast.lab.fault.Fault.Limited;
import dev.holdfast.lab.fault.Ledger.Ruling;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.HeaderFamilies;
import dev.holdfast.lab.wire.HeaderFamilies.Family;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Charges requests to their accounts, and turns away those that exceed a limit. */
record Toll(Lab lab, Answers answers) {

  /** The answer with what is left in its headers, or a 429 in its place. */
  Answer charge(Limited limits, Incoming in, Answer answer) {
    long input = answer.tokens().input();
    long output = answer.tokens().output();
    Ruling ruling = lab.desk().charge(limits, holder(in), lab.log().elapsed(), input, output);
    Map<String, String> headers = headers(limits, ruling);
    Duration wait = ruling.late();
    if (wait == null) {
      return answer.with(headers);
    }
    if (limits.hint()) {
      long seconds = wait.plusNanos(999_999_999).toSeconds();
      headers.put("retry-after", Long.toString(seconds));
    }
    String message =
        "This request would exceed your organization's rate limit of %s per minute."
            .formatted(ruling.limit());
    return answers.error(ApiError.of(429).withMessage(message)).with(headers);
  }

  /** Limits belong to an account and a model; here each key is an account. */
  private static String holder(Incoming in) {
    return in.headers().get("x-api-key") + " " + in.headers().get("authorization") + in.model();
  }

  private Map<String, String> headers(Limited limits, Ruling left) {
    long total = limits.input() + limits.output();
    double tokens = Math.max(0, left.input()) + Math.max(0, left.output());
    List<Family> families =
        List.of(
            new Family("requests", limits.requests(), left.requests()),
            new Family("input-tokens", limits.input(), left.input()),
            new Family("output-tokens", limits.output(), left.output()),
            new Family("tokens", total, tokens));
    return HeaderFamilies.rateLimits(answers.now(), families);
  }
}
