package dev.holdfast.gateway.config;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.PreflightMode;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The table of all keys: the only place where a key, its default and its meaning are written. */
final class Keys {
  static final Key<Address> LISTEN =
      new Key<>("listen", Kinds.ADDRESS, "127.0.0.1:5290", "where callers connect");
  static final Key<Address> ADMIN_LISTEN =
      new Key<>(
          "admin.listen", Kinds.ADDRESS, "127.0.0.1:5291", "where people and monitors connect");
  static final Key<String> ADMIN_TOKEN =
      new Key<>(
          "admin.token",
          Kinds.SECRET,
          null,
          "asked for on the admin port; required off loopback; `HOLDFAST_ADMIN_TOKEN` when unset");
  static final Key<Path> TLS_CERT =
      new Key<>(
          "tls.cert",
          Kinds.FILE,
          null,
          "certificate chain of both listeners, PEM; none: plain HTTP");
  static final Key<Path> TLS_KEY =
      new Key<>("tls.key", Kinds.FILE, null, "private key of the certificate, PEM");
  static final Key<URI> UPSTREAM_URL =
      new Key<>(
          "upstream.url",
          Kinds.URL,
          "https://api.anthropic.com",
          "where calls go; a path in it is put before the caller's");
  static final Key<URI> UPSTREAM_PROXY =
      new Key<>(
          "upstream.proxy",
          Kinds.PROXY,
          null,
          "egress proxy; `HTTPS_PROXY` and `NO_PROXY` count when unset");
  static final Key<Path> UPSTREAM_CA_FILE =
      new Key<>(
          "upstream.ca-file", Kinds.FILE, null, "certificates to trust instead of Java's own, PEM");
  static final Key<Boolean> UPSTREAM_INSECURE =
      new Key<>(
          "upstream.insecure",
          Kinds.FLAG,
          "false",
          "allow a plain `http` upstream on another machine: keys travel in the clear");
  static final Key<Duration> UPSTREAM_CANARY =
      new Key<>(
          "upstream.canary",
          Kinds.duration("5s", "5m"),
          null,
          "how often the list of models is asked for with a key of `upstream.keys` while no calls"
              + " go; unset: never");
  static final Key<Duration> TIME_BUDGET =
      new Key<>(
          "retry.time-budget",
          Kinds.duration("0s", "10m"),
          "15s",
          "how long after its first failure a call may still start an attempt");
  static final Key<Duration> QUOTA_BUDGET =
      new Key<>(
          "retry.quota-budget",
          Kinds.duration("0s", "1h"),
          "60s",
          "how long a call may wait for 429s, on top of the time budget");
  static final Key<Integer> SERVER_ERROR_RETRIES =
      new Key<>(
          "retry.server-error-retries", Kinds.count(0, 5), "1", "how often a 500 is tried again");
  static final Key<GiveUp> GIVE_UP =
      new Key<>(
          "retry.give-up",
          Kinds.choice(GiveUp.class),
          "stop",
          "what a caller hears when the budget is spent: not to try again, or to try later");
  static final Key<Duration> BACKOFF_BASE =
      new Key<>(
          "retry.backoff.base",
          Kinds.duration("1ms", "1m"),
          "1s",
          "longest first pause after a 503 or 529; half of it after a 502");
  static final Key<Duration> BACKOFF_CAP =
      new Key<>(
          "retry.backoff.cap", Kinds.duration("1ms", "10m"), "8s", "longest pause of our own");
  static final Key<Duration> BREAKER_WINDOW =
      new Key<>(
          "breaker.window",
          Kinds.duration("1s", "30s"),
          "30s",
          "how far back the circuit breaker looks, in whole seconds");
  static final Key<Double> BREAKER_RATIO =
      new Key<>(
          "breaker.ratio",
          Kinds.percentage(1, 100),
          "30%",
          "share of failures above which it opens");
  static final Key<Integer> BREAKER_MINIMUM =
      new Key<>(
          "breaker.minimum",
          Kinds.count(1, 10_000),
          "20",
          "attempts the window needs for the ratio to count");
  static final Key<Integer> BREAKER_CONSECUTIVE =
      new Key<>(
          "breaker.consecutive",
          Kinds.count(1, 1_000),
          "8",
          "failures in a row, from several calls, that open it");
  static final Key<BreakerPolicy.Mode> BREAKER_MODE =
      new Key<>(
          "breaker.mode",
          Kinds.choice(BreakerPolicy.Mode.class),
          "hold",
          "while open: hold and pace calls, fail fast, or never open");
  static final Key<Duration> HOLD =
      new Key<>(
          "hold.default",
          Kinds.duration("0s", "10m"),
          "15s",
          "how long an open breaker may hold a call; callers may ask for less");
  static final Key<Boolean> PACING =
      new Key<>(
          "quota.pacing",
          Kinds.FLAG,
          "true",
          "whether a call waits until it fits the account's rate limits, instead of meeting a 429");
  static final Key<Double> RESERVE_CRITICAL =
      new Key<>(
          "quota.reserve-critical",
          Kinds.percentage(0, 90),
          "15%",
          "share of each rate limit that is kept for critical calls");
  static final Key<Duration> FIRST_TOKEN =
      new Key<>(
          "stream.first-token",
          Kinds.duration("0s", "1h"),
          "120s",
          "how long a stream may take to its first content; `0s`: as long as it likes");
  static final Key<Duration> LIVENESS =
      new Key<>(
          "stream.liveness",
          Kinds.duration("0s", "1h"),
          "60s",
          "how long an answer that has begun may be silent, without even a ping; `0s`: for ever");
  static final Key<Duration> PROGRESS =
      new Key<>(
          "stream.progress",
          Kinds.duration("0s", "1h"),
          "300s",
          "how long a stream may send nothing but pings after its first content; `0s`: for ever");
  static final Key<Boolean> RESUME =
      new Key<>(
          "stream.resume",
          Kinds.FLAG,
          "false",
          "go on with a stream that breaks off after content, by another request; callers may"
              + " refuse");
  static final Key<Truncated> TRUNCATED =
      new Key<>(
          "reading.truncated",
          Kinds.choice(Truncated.class),
          "pass",
          "an answer cut by `max_tokens`, no stream: hand it on, or ask once more with a higher"
              + " limit");
  static final Key<Paused> PAUSED =
      new Key<>(
          "reading.paused",
          Kinds.choice(Paused.class),
          "pass",
          "an answer that ends in `pause_turn`, no stream: hand it on, or let the model go on, up"
              + " to 5 times");
  static final Key<Duration> DRAIN =
      new Key<>(
          "drain",
          Kinds.duration("0s", "1h"),
          "30s",
          "how long calls under way may take to finish at shutdown");
  static final Key<Double> REPLAY_MEMORY =
      new Key<>(
          "replay-memory",
          Kinds.percentage(1, 80),
          "40%",
          "share of the heap for request bodies kept for another attempt");

  static final Key<PreflightMode> PREFLIGHT =
      new Key<>(
          "preflight",
          Kinds.choice(PreflightMode.class),
          "on",
          "requests that certainly fail: refuse them here, only say so in a header, or do not look");

  static final Key<GatewayConfig.Switch> STATUS_PAGE =
      new Key<>(
          "status-page",
          Kinds.choice(GatewayConfig.Switch.class),
          "on",
          "whether Anthropic's status page is read; if not said, an upstream on this machine has"
              + " none");
  static final Key<List<URI>> STATUS_HOSTS =
      new Key<>(
          "status-page.hosts",
          Kinds.PAGES,
          "https://status.claude.com,https://anthropic.statuspage.io",
          "where it is, in the order they are tried");
  static final Key<Duration> STATUS_EVERY =
      new Key<>(
          "status-page.every",
          Kinds.duration("5s", "1m"),
          "30s",
          "how often, give or take a fifth; while it cannot be read, ever more rarely up to 5 min");

  static final Key<HistoryUrl> HISTORY =
      new Key<>(
          "history.url",
          HistoryUrl.KIND,
          "sqlite:",
          "where the history is kept: `sqlite:` in the state folder of the user, `sqlite:FILE`,"
              + " `postgresql://USER:PASSWORD@HOST/DATABASE`, `memory`, or `off`");
  static final Key<Integer> HISTORY_DAYS =
      new Key<>(
          "history.days",
          Kinds.count(8, 4000),
          "" + GatewayConfig.History.DAYS,
          "how many days events, incidents, alerts and sums by day are kept");

  private static final List<Key<?>> OWN =
      List.of(
          LISTEN,
          ADMIN_LISTEN,
          ADMIN_TOKEN,
          TLS_CERT,
          TLS_KEY,
          UPSTREAM_URL,
          UPSTREAM_PROXY,
          UPSTREAM_CA_FILE,
          UPSTREAM_INSECURE,
          UPSTREAM_CANARY,
          TIME_BUDGET,
          QUOTA_BUDGET,
          SERVER_ERROR_RETRIES,
          GIVE_UP,
          BACKOFF_BASE,
          BACKOFF_CAP,
          BREAKER_WINDOW,
          BREAKER_RATIO,
          BREAKER_MINIMUM,
          BREAKER_CONSECUTIVE,
          BREAKER_MODE,
          HOLD,
          PACING,
          RESERVE_CRITICAL,
          FIRST_TOKEN,
          LIVENESS,
          PROGRESS,
          RESUME,
          TRUNCATED,
          PAUSED,
          DRAIN,
          REPLAY_MEMORY,
          PREFLIGHT,
          STATUS_PAGE,
          STATUS_HOSTS,
          STATUS_EVERY,
          HISTORY,
          HISTORY_DAYS);

  /** In the order of the reference. */
  static final List<Key<?>> ALL = Stream.concat(OWN.stream(), AlertKeys.ALL.stream()).toList();

  /** The whole configuration. */
  static final Table TABLE = new Table(ALL, Items.ALL);

  private Keys() {}
}
