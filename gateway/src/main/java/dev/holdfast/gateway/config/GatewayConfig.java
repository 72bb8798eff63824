package dev.holdfast.gateway.config;

import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway is told.
 *
 * @param listen where callers connect
 * @param admin where people and monitoring connect
 * @param upstream where calls go
 * @param retry how calls are kept alive
 * @param limits what the process allows itself
 * @param watch how trouble is seen and told of
 */
public record GatewayConfig(
    Listen listen, Admin admin, Upstream upstream, Retry retry, Limits limits, Watch watch) {

  /** One that looks at nothing but its own calls. */
  public GatewayConfig(Listen listen, Admin admin, Upstream upstream, Retry retry, Limits limits) {
    this(listen, admin, upstream, retry, limits, Watch.NONE);
  }

  /** The same with other eyes. */
  public GatewayConfig with(Watch other) {
    return new GatewayConfig(listen, admin, upstream, retry, limits, other);
  }

  /**
   * A listener.
   *
   * @param host an address or name of this machine
   * @param port 0 for any free one
   * @param tls null to speak plain HTTP
   */
  public record Listen(String host, int port, @Nullable Tls tls) {}

  /** Certificate chain and private key, both PEM files. */
  public record Tls(Path cert, Path key) {}

  /**
   * The admin listener.
   *
   * @param token asked for off loopback; null if there is none
   */
  public record Admin(Listen listen, @Nullable String token) {}

  /**
   * Where calls go.
   *
   * @param url scheme, host, port and an optional path prefix
   * @param proxy an egress proxy, {@code http://host:port}; null for none
   * @param caFile certificates to trust instead of the JDK's, PEM; null for the JDK's
   * @param insecure whether plain HTTP is allowed off loopback
   * @param keys the gateway's own keys, in the order they are tried; empty: callers bring theirs
   * @param fallbacks where calls may go on to, in order
   */
  public record Upstream(
      URI url,
      @Nullable URI proxy,
      @Nullable Path caFile,
      boolean insecure,
      List<ApiKey> keys,
      List<Fallback> fallbacks) {
    public Upstream {
      keys = List.copyOf(keys);
      fallbacks = List.copyOf(fallbacks);
    }

    /** One place, and callers' own keys. */
    public Upstream(URI url, @Nullable URI proxy, @Nullable Path caFile, boolean insecure) {
      this(url, proxy, caFile, insecure, List.of(), List.of());
    }

    /** The same at another URL. */
    public Upstream at(URI other) {
      return new Upstream(other, proxy, caFile, insecure, keys, fallbacks);
    }
  }

  /**
   * How calls are kept alive.
   *
   * @param policy the engine's numbers
   * @param giveUp what callers are told when the budget is spent
   * @param hold how long an open breaker may hold a call
   * @param mending what may be done about answers that could be better
   */
  public record Retry(Policy policy, GiveUp giveUp, Duration hold, Mending mending) {
    /** Holds calls for up to 15 s, and takes answers as they are. */
    public Retry(Policy policy, GiveUp giveUp) {
      this(policy, giveUp, Terms.DEFAULT.hold(), Mending.NONE);
    }
  }

  /**
   * What may be done about answers that could be better. All of it costs something, so that nothing
   * is done that was not asked for.
   *
   * @param resume whether a stream that breaks off after content is continued
   * @param truncated what becomes of a whole answer that {@code max_tokens} cut
   * @param paused what becomes of a whole answer whose model paused its turn
   */
  public record Mending(boolean resume, Truncated truncated, Paused paused) {
    /** Nothing is done. */
    public static final Mending NONE = new Mending(false, Truncated.PASS, Paused.PASS);

    /** Whether anything is done about whole answers. */
    public boolean betters() {
      return truncated != Truncated.PASS || paused != Paused.PASS;
    }
  }

  /** What becomes of an answer that {@code max_tokens} cut. */
  public enum Truncated {
    /** It is handed on. */
    PASS,
    /** It is asked for once more with a higher limit. */
    RETRY
  }

  /** What becomes of an answer whose model paused its turn. */
  public enum Paused {
    /** It is handed on. */
    PASS,
    /** The model is asked to go on, a few times. */
    CONTINUE
  }

  /** What a caller that retries by itself is told once our budget is spent. */
  public enum GiveUp {
    /** {@code x-should-retry: false}: so that attempts do not multiply. */
    STOP,
    /** {@code x-should-retry: true}: for callers whose own patience is minutes. */
    LATER
  }

  /**
   * What the process allows itself.
   *
   * @param drain how long calls under way may take to finish at shutdown
   * @param replayMemory the share of the heap for request bodies kept for replay, 0 to 1
   * @param preflight what becomes of requests that certainly fail
   * @param history what is kept on a disk, and how long
   */
  public record Limits(
      Duration drain, double replayMemory, PreflightMode preflight, History history) {
    /** Keeps no history. */
    public Limits(Duration drain, double replayMemory, PreflightMode preflight) {
      this(drain, replayMemory, preflight, History.OFF);
    }

    /** Refuses what certainly fails. */
    public Limits(Duration drain, double replayMemory) {
      this(drain, replayMemory, PreflightMode.ON);
    }
  }

  /** The same with another history. */
  public GatewayConfig with(History history) {
    Limits other = new Limits(limits.drain(), limits.replayMemory(), limits.preflight(), history);
    return new GatewayConfig(listen, admin, upstream, retry, other, watch);
  }

  /**
   * What is remembered longer than the process lives.
   *
   * @param store where; null if nothing is
   * @param days how long events, incidents and sums by day are kept
   */
  public record History(@Nullable Store store, int days) {
    /** How many days unless another number is said. */
    public static final int DAYS = 400;

    /** Nothing is remembered. */
    public static final History OFF = new History(null, DAYS);

    /** As long as the process lives, and seen by nobody else. */
    public static History memory() {
      return new History(new Store("jdbc:sqlite::memory:", null), DAYS);
    }

    /** In a file of SQLite's. */
    public static History in(Path file) {
      return new History(new Store("jdbc:sqlite:" + file, file), DAYS);
    }

    /**
     * A database.
     *
     * @param jdbc its URL, which may hold a password
     * @param file the file it is; null if it is none
     */
    public record Store(String jdbc, @Nullable Path file) {
      /** Whether it is PostgreSQL; otherwise it is SQLite. */
      public boolean postgresql() {
        return jdbc.startsWith("jdbc:postgresql:");
      }

      /** Without the password. */
      @Override
      public String toString() {
        return file == null ? jdbc.replaceAll("\\?.*", "") : "sqlite:" + file;
      }
    }
  }

  /** What becomes of requests that certainly fail. */
  public enum PreflightMode {
    /** They are refused here, before they are sent. */
    ON,
    /** They are sent; a header of the answer says what was found. */
    WARN,
    /** Nobody looks. */
    OFF
  }

  /**
   * How trouble is seen and told of.
   *
   * @param page the upstream's status page
   * @param alerts when humans are called, and where
   * @param canary how often the upstream is asked something while no calls go; null: never
   */
  public record Watch(StatusPage page, AlertConfig alerts, @Nullable Duration canary) {
    /** Nothing is watched. */
    public static final Watch NONE = new Watch(StatusPage.OFF, AlertConfig.OFF);

    /** One that asks nothing by itself. */
    public Watch(StatusPage page, AlertConfig alerts) {
      this(page, alerts, null);
    }
  }

  /**
   * The upstream's status page.
   *
   * @param hosts where it is, in the order they are tried; empty: it is not read
   * @param every how often it is read
   */
  public record StatusPage(List<URI> hosts, Duration every) {
    /** It is not read. */
    public static final StatusPage OFF = new StatusPage(List.of(), Duration.ofSeconds(30));

    public StatusPage {
      hosts = List.copyOf(hosts);
    }
  }

  /** Yes or no. */
  public enum Switch {
    ON,
    OFF
  }
}
