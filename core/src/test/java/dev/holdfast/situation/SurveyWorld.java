package dev.holdfast.situation;

import static dev.holdfast.upstream.Component.Status.OPERATIONAL;

import dev.holdfast.breaker.Standing;
import dev.holdfast.breaker.State;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Feed;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Survey.Known;
import dev.holdfast.upstream.Posts;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Events of an hour, a status page and breakers, and the signals that are drawn from them. */
class SurveyWorld {
  static final Instant NOW = Posts.T0.plusSeconds(7_200);
  static final Remedy REMEDY = new Remedy(true, Duration.ofSeconds(15), Duration.ofSeconds(5));

  final Gauges gauges = new Gauges();
  final Map<EndpointKey, Standing> breakers = new HashMap<>();
  UpstreamStatus status = Posts.status(NOW, OPERATIONAL);
  Known known = Known.of(REMEDY);

  Feed opus() {
    return Feed.to(gauges).by("team-a", "v1");
  }

  static Instant ago(int seconds) {
    return NOW.minusSeconds(seconds);
  }

  /** Every second from so many seconds ago up to now. */
  static void every(int from, int to, Consumer<Instant> second) {
    for (int i = from; i > to; i--) {
      second.accept(ago(i));
    }
  }

  void breaker(String family, State state, Instant since) {
    EndpointKey key =
        EndpointKey.of("https://api.anthropic.com", "/v1/messages", "claude-" + family);
    breakers.put(key, new Standing(state, since, 0, 0));
  }

  Signals signals() {
    return new Survey(status, gauges.snapshot(NOW), breakers).signals(known, NOW);
  }

  Row row() {
    return Situation.of(signals(), NOW).row();
  }
}
