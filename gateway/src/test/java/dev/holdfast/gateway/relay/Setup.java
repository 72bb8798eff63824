package dev.holdfast.gateway.relay;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.StreamLimits;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.Fallback;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.PreflightMode;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.config.GatewayConfig.Tls;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.retry.Backoff;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.RetryRules.Rule;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.ErrorKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway's configuration for a test: any free port, pauses of milliseconds. */
public record Setup(Retry retry, Limits limits, Upstream upstream, @Nullable Tls tls) {
  private static final String LOOPBACK = "127.0.0.1";

  /** In front of an upstream, with a budget that no sound test uses up. */
  public static Setup to(URI upstream) {
    return new Setup(
        new Retry(policy(Duration.ofSeconds(20)), GiveUp.STOP),
        new Limits(Duration.ofSeconds(5), 0.4),
        new Upstream(upstream, null, null, false),
        null);
  }

  /** The standard rules with pauses of milliseconds. */
  static Policy policy(Duration budget) {
    RetryRules standard = RetryRules.standard(1, Duration.ofMillis(10), Duration.ofMillis(20));
    Map<ErrorKind, Rule> rules = new EnumMap<>(standard.rules());
    Backoff blink = Backoff.between(Duration.ofMillis(5), Duration.ofMillis(20));
    rules.put(ErrorKind.SERVER_ERROR, new Rule(1, blink));
    rules.put(ErrorKind.RATE_LIMITED, Rule.whileItLasts(blink));
    // Cases of one class share their gateway: an outage made by one must not hold the next.
    BreakerPolicy off = BreakerPolicy.defaults().withMode(BreakerPolicy.Mode.OFF);
    TimeBudget both = new TimeBudget(budget, budget);
    return new Policy(new RetryRules(rules, standard.slow()), both, off);
  }

  /** Retries, and waits for a 429, may start for so long. */
  Setup budget(Duration budget) {
    Policy policy = policy(budget).withStream(retry.policy().stream());
    return policy(policy);
  }

  Setup policy(Policy policy) {
    return retry(new Retry(policy, retry.giveUp(), retry.hold(), retry.mending()));
  }

  /** What may be done about answers that could be better. */
  Setup mending(Mending mending) {
    return retry(new Retry(retry.policy(), retry.giveUp(), retry.hold(), mending));
  }

  private Setup retry(Retry other) {
    return new Setup(other, limits, upstream, tls);
  }

  /** Limits of silence. */
  Setup stream(StreamLimits limits) {
    return policy(retry.policy().withStream(limits));
  }

  Setup giveUp(GiveUp giveUp) {
    return retry(new Retry(retry.policy(), giveUp, retry.hold(), retry.mending()));
  }

  /** So many bytes of replay memory. */
  Setup memory(long bytes) {
    double share = (double) bytes / Runtime.getRuntime().maxMemory();
    return new Setup(retry, new Limits(limits.drain(), share, limits.preflight()), upstream, tls);
  }

  /** Calls under way may take so long to finish. */
  public Setup drain(Duration drain) {
    return new Setup(
        retry, new Limits(drain, limits.replayMemory(), limits.preflight()), upstream, tls);
  }

  /** What becomes of requests that certainly fail. */
  Setup preflight(PreflightMode mode) {
    return new Setup(retry, new Limits(limits.drain(), limits.replayMemory(), mode), upstream, tls);
  }

  Setup url(URI url) {
    Upstream other = new Upstream(url, upstream.proxy(), upstream.caFile(), upstream.insecure());
    return new Setup(retry, limits, other, tls);
  }

  /** Keys of the gateway's own. */
  Setup keys(ApiKey... keys) {
    Upstream other =
        new Upstream(upstream.url(), null, null, false, List.of(keys), upstream.fallbacks());
    return new Setup(retry, limits, other, tls);
  }

  /** Places to go on to. */
  Setup fallbacks(Fallback... places) {
    Upstream other =
        new Upstream(upstream.url(), null, null, false, upstream.keys(), List.of(places));
    return new Setup(retry, limits, other, tls);
  }

  Setup trusting(Path caFile) {
    Upstream other = new Upstream(upstream.url(), upstream.proxy(), caFile, upstream.insecure());
    return new Setup(retry, limits, other, tls);
  }

  Setup through(URI proxy) {
    Upstream other = new Upstream(upstream.url(), proxy, upstream.caFile(), upstream.insecure());
    return new Setup(retry, limits, other, tls);
  }

  Setup tls(Tls identity) {
    return new Setup(retry, limits, upstream, identity);
  }

  /** The same as the gateway reads it. */
  public GatewayConfig config() {
    return config(0);
  }

  /** The same on a given port. */
  public GatewayConfig config(int port) {
    Listen listen = new Listen(LOOPBACK, port, tls);
    Admin admin = new Admin(new Listen(LOOPBACK, 0, null), null);
    return new GatewayConfig(listen, admin, upstream, retry, limits);
  }
}
