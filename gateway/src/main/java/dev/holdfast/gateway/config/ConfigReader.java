package dev.holdfast.gateway.config;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.StreamLimits;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Switch;
import dev.holdfast.gateway.config.GatewayConfig.Tls;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.config.GatewayConfig.Watch;
import dev.holdfast.quota.QuotaPolicy;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a configuration from a file, the environment and the command line, or says all wrongs. */
public final class ConfigReader {
  private final Map<String, String> environment;

  /** A reader that fills placeholders from this environment. */
  public ConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads.
   *
   * @param file null for the defaults
   * @throws ConfigInvalid with every problem there is
   */
  public GatewayConfig read(@Nullable ConfigFile file, Overrides overrides) throws ConfigInvalid {
    Settings settings = new Settings();
    if (file != null) {
      Outline outline = Outline.of(file);
      settings.complain(outline.problems());
      settings.read(outline, environment);
      List.of(Keys.TLS_CERT, Keys.TLS_KEY, Keys.UPSTREAM_CA_FILE)
          .forEach(key -> anchor(settings, key, file.folder()));
    }
    overrides.applyTo(settings);
    adminToken(settings);
    ProxyVariables.applyTo(settings, environment);
    AlertConfig alerts = new AlertReader(settings).read(environment);
    Path folder = file == null ? Path.of("") : file.folder();
    Places places = new Places(settings, folder);
    List<ApiKey> keys = places.keys();
    List<Fallback> fallbacks = places.fallbacks();
    Safety.check(settings);
    if (!settings.problems().isEmpty()) {
      Comparator<Problem> byLine = Comparator.comparingInt(Problem::line);
      throw new ConfigInvalid(settings.problems().stream().sorted(byLine).toList());
    }
    History history = history(settings, folder);
    Watch watch = new Watch(statusPage(settings), alerts, settings.ifSet(Keys.UPSTREAM_CANARY));
    return assemble(settings, keys, fallbacks).with(history).with(watch);
  }

  private static void anchor(Settings settings, Key<Path> key, Path folder) {
    Path file = settings.ifSet(key);
    if (file != null) {
      settings.put(key, folder.resolve(file), settings.source(key));
    }
  }

  private void adminToken(Settings settings) {
    String token = environment.getOrDefault("HOLDFAST_ADMIN_TOKEN", "");
    if (!token.isEmpty() && settings.source(Keys.ADMIN_TOKEN).equals(Source.DEFAULT)) {
      Leaf leaf = new Leaf(token.replace("${", "$${"), new Source("HOLDFAST_ADMIN_TOKEN", 0));
      settings.read(Keys.ADMIN_TOKEN, leaf, environment);
    }
  }

  private static GatewayConfig assemble(
      Settings settings, List<ApiKey> keys, List<Fallback> fallbacks) {
    Path cert = settings.ifSet(Keys.TLS_CERT);
    Path key = settings.ifSet(Keys.TLS_KEY);
    Tls tls = cert == null || key == null ? null : new Tls(cert, key);
    Upstream upstream =
        new Upstream(
            settings.of(Keys.UPSTREAM_URL),
            settings.ifSet(Keys.UPSTREAM_PROXY),
            settings.ifSet(Keys.UPSTREAM_CA_FILE),
            settings.of(Keys.UPSTREAM_INSECURE),
            keys,
            fallbacks);
    return new GatewayConfig(
        listen(settings.of(Keys.LISTEN), tls),
        new Admin(listen(settings.of(Keys.ADMIN_LISTEN), tls), settings.ifSet(Keys.ADMIN_TOKEN)),
        upstream,
        retry(settings),
        new Limits(
            settings.of(Keys.DRAIN), settings.of(Keys.REPLAY_MEMORY), settings.of(Keys.PREFLIGHT)));
  }

  private static StatusPage statusPage(Settings settings) {
    boolean said =
        Stream.of(Keys.STATUS_PAGE, Keys.STATUS_HOSTS, Keys.STATUS_EVERY)
            .anyMatch(key -> !settings.source(key).equals(Source.DEFAULT));
    // What runs on this machine is a stand-in, and the page does not know how that does.
    boolean none = !said && Urls.isLoopback(settings.of(Keys.UPSTREAM_URL));
    return none || settings.of(Keys.STATUS_PAGE) == Switch.OFF
        ? StatusPage.OFF
        : new StatusPage(settings.of(Keys.STATUS_HOSTS), settings.of(Keys.STATUS_EVERY));
  }

  private History history(Settings settings, Path folder) {
    HistoryUrl url = settings.of(Keys.HISTORY);
    return new History(url.store(folder, environment), settings.of(Keys.HISTORY_DAYS));
  }

  private static Retry retry(Settings settings) {
    Mending mending =
        new Mending(
            settings.of(Keys.RESUME), settings.of(Keys.TRUNCATED), settings.of(Keys.PAUSED));
    return new Retry(policy(settings), settings.of(Keys.GIVE_UP), settings.of(Keys.HOLD), mending);
  }

  private static Listen listen(Address address, @Nullable Tls tls) {
    return new Listen(address.host(), address.port(), tls);
  }

  private static Policy policy(Settings settings) {
    RetryRules rules =
        RetryRules.standard(
            settings.of(Keys.SERVER_ERROR_RETRIES),
            settings.of(Keys.BACKOFF_BASE),
            settings.of(Keys.BACKOFF_CAP));
    TimeBudget budget =
        new TimeBudget(settings.of(Keys.TIME_BUDGET), settings.of(Keys.QUOTA_BUDGET));
    QuotaPolicy quota =
        new QuotaPolicy(settings.of(Keys.PACING), settings.of(Keys.RESERVE_CRITICAL));
    return new Policy(rules, budget, breaker(settings), stream(settings), quota);
  }

  private static StreamLimits stream(Settings settings) {
    return new StreamLimits(
        settings.of(Keys.FIRST_TOKEN), settings.of(Keys.LIVENESS), settings.of(Keys.PROGRESS));
  }

  private static BreakerPolicy breaker(Settings settings) {
    return new BreakerPolicy(
        settings.of(Keys.BREAKER_WINDOW),
        settings.of(Keys.BREAKER_RATIO),
        settings.of(Keys.BREAKER_MINIMUM),
        settings.of(Keys.BREAKER_CONSECUTIVE),
        settings.of(Keys.BREAKER_MODE));
  }
}
