package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import dev.holdfast.drive.Reply;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome.Answered;
import java.io.IOException;

/** Calls without a network. */
final class TrafficCalls {
  static final EndpointKey THERE =
      EndpointKey.of(Upstream.ANTHROPIC, "/v1/messages", "claude-opus-5");

  private TrafficCalls() {}

  static Reply<String> answer() {
    return new Reply<>(Answered.whole(200, Headers.NONE), "answer");
  }

  static void answered(Holdfast holdfast) throws IOException, InterruptedException {
    holdfast.call(THERE, send -> answer());
  }
}
