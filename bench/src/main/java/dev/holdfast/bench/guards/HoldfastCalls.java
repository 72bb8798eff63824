package dev.holdfast.bench.guards;

import dev.holdfast.Holdfast;
import dev.holdfast.call.Call;
import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Route;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import dev.holdfast.drive.BlockingDriver;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.drive.Exchange;
import dev.holdfast.drive.Reply;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome.Answered;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole calls as callers make them, with an exchange that costs nothing. */
@State(Scope.Benchmark)
public class HoldfastCalls {
  private static final EndpointKey KEY =
      new EndpointKey("https://api.anthropic.com", "/v1/messages", "opus-5");
  private static final Reply<Work> GOOD = new Reply<>(Answered.whole(200, Headers.NONE), Work.DONE);

  private final Exchange<Work> exchange = send -> GOOD;
  private final Holdfast holdfast = Holdfast.of(Policy.defaults());
  private final Timekeeper time = new Timekeeper();
  private final Engine engine = new Engine(Policy.defaults(), time.random(), Listener.NONE);
  private final Endpoint down = new Endpoints(Policy.defaults(), time.random()).of(KEY);

  /** For JMH. */
  public HoldfastCalls() {}

  /** Opens the breaker of one of the two endpoints by hand. */
  @Setup
  public void open() {
    down.breaker().force(time.now(), true, time.now().plus(Duration.ofDays(1)));
  }

  /** A call that is answered at its first attempt. */
  @Benchmark
  public Work succeed() throws CallFailed, InterruptedException {
    return holdfast.call(KEY, exchange);
  }

  /** A call that is refused, and the exception that says so. */
  @Benchmark
  public Object refused() throws InterruptedException {
    try {
      Call call = new Call("call-1", Route.to(down), Terms.DEFAULT, engine, time.now());
      return new BlockingDriver<>(call, exchange, time).run();
    } catch (CallFailed e) {
      return e;
    }
  }
}
