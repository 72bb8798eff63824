package dev.holdfast.call;

import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Outlook;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Trigger;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Routes of places that share nothing, and calls on them in virtual time. */
abstract class RouteWorld {
  static final Duration BUDGET = Duration.ofSeconds(15);
  static final Set<Trigger> ALL = Set.of(Trigger.values());
  static final Outcome OVERLOADED = Answers.envelope(529, "overloaded_error", "Overloaded");

  final Policy policy = Policy.defaults();
  final Random random = new Random(7);
  final Endpoints endpoints = new Endpoints(policy, random);
  Outlook outlook = Outlook.UNKNOWN;

  Endpoint place(String family) {
    return endpoints.of(new EndpointKey("https://up.test", "/v1/messages", family));
  }

  Route route(FallbackRule... rules) {
    List<Target> fallbacks = new ArrayList<>();
    for (FallbackRule rule : rules) {
      String name = "fallback-" + (fallbacks.size() + 1);
      fallbacks.add(new Target(name, place(name), rule));
    }
    return Route.of(place("opus-5"), fallbacks);
  }

  static FallbackRule on(Trigger... when) {
    return new FallbackRule(Set.of(when), Duration.ZERO);
  }

  CallWorld run(Route route, Terms terms, Turn... script) {
    Engine engine = new Engine(policy, random, Listener.NONE, outlook);
    return CallWorld.on(route, terms, engine, List.of(script)).run();
  }

  CallWorld run(Route route, Outcome... script) {
    return run(route, Terms.DEFAULT, CallWorld.quick(script).toArray(Turn[]::new));
  }

  /** Eight failures in a row from other calls. */
  void breakOpen() {
    for (int i = 0; i < 8; i++) {
      Engine engine = new Engine(policy, random, Listener.NONE);
      Call call =
          new Call("other-" + i, Route.to(place("opus-5")), Terms.DEFAULT, engine, CallWorld.START);
      call.start(CallWorld.START);
      call.settle(CallWorld.START, OVERLOADED);
      call.cancel(CallWorld.START);
    }
  }
}
