package dev.holdfast.situation;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a situation depends on, as plain values.
 *
 * @param page what the status page says
 * @param local what is seen here
 * @param where where it fails
 * @param remedy what stands ready
 * @param complaints answers that blame the caller
 * @param models the model families in use
 */
public record Signals(
    Page page, Local local, Where where, Remedy remedy, Complaints complaints, Set<String> models) {

  public Signals {
    models = Set.copyOf(models);
  }

  /**
   * The status page.
   *
   * @param indicator its light for the models in use
   * @param view what it says, unscoped
   * @param reachable whether its host answered the last time
   * @param elsewhere whether something is posted about other models only
   * @param incidents the open incidents, best match first
   * @param resolved when an incident that may be ours was last posted as resolved; null if none was
   */
  public record Page(
      Indicator indicator,
      View view,
      boolean reachable,
      boolean elsewhere,
      List<IncidentMatch> incidents,
      @Nullable Instant resolved) {
    public Page {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * What the page shows.
   *
   * @param component the API's status
   * @param checked when it was last read; null if never
   * @param host where; empty if no page is read at all
   * @param trouble why it could not be read the last time; null if it could, or was not tried yet
   */
  public record View(
      Component.Status component,
      @Nullable Instant checked,
      String host,
      @Nullable String trouble) {
    /** Whether there is a page to read. */
    public boolean configured() {
      return !host.isEmpty();
    }
  }

  /**
   * What is seen here.
   *
   * @param level how much fails
   * @param since since when the level is what it is; null if that is not known
   * @param fault what fails; null if nothing does
   * @param breakerOpen whether a breaker is open or half-open
   * @param recovery how it is going after a fault
   */
  public record Local(
      Level level,
      @Nullable Instant since,
      @Nullable LocalFault fault,
      boolean breakerOpen,
      Recovery recovery) {}

  /**
   * How it is going after a fault.
   *
   * @param afterHigh whether the present level followed a high one
   * @param probes how many of the last sends are known; twenty or more say enough
   * @param good how many of them went well
   */
  public record Recovery(boolean afterHigh, int probes, int good) {
    /** There was no fault. */
    public static final Recovery NONE = new Recovery(false, 0, 0);
  }

  /**
   * Where it fails.
   *
   * @param kind how wide
   * @param name of the one key, version, gateway, model or endpoint; empty otherwise
   */
  public record Where(Kind kind, String name) {
    /** All of it, or not known better. */
    public static final Where WIDE = new Where(Kind.WIDE, "");

    /** How wide. */
    public enum Kind {
      /** Not confined to one of anything. */
      WIDE,
      /** One key, others are well on the same models. */
      ONE_KEY,
      /** One version of the calling app, others are well on the same models. */
      ONE_VERSION,
      /** One gateway, others are well on the same models. */
      ONE_GATEWAY,
      /** One model for everybody. */
      ONE_MODEL,
      /** One endpoint for everybody. */
      ONE_ENDPOINT
    }
  }

  /**
   * What stands ready.
   *
   * @param fallback whether a fallback is configured
   * @param hold how long a call is held at most
   * @param probeEvery how often the primary is probed while a breaker is open
   */
  public record Remedy(boolean fallback, Duration hold, Duration probeEvery) {
    /** With the breakers' own pace of probes. */
    public static Remedy of(boolean fallback, Duration hold) {
      return new Remedy(fallback, hold, Breaker.PROBE_EVERY);
    }
  }

  /**
   * Answers of the last minute that blame the caller.
   *
   * @param counts by status
   * @param key the alias of the one key that is refused; null if there are several or none
   * @param deploy the last deploy; null if none is known
   * @param retryAfter the wait that the last 429 asked for; null if none did
   * @param longRequests whether the 504s are those of the longest requests
   */
  public record Complaints(
      Map<Integer, Long> counts,
      @Nullable String key,
      @Nullable Deploy deploy,
      @Nullable Duration retryAfter,
      boolean longRequests) {
    /** Nobody complains. */
    public static final Complaints NONE = new Complaints(Map.of(), null, null, null, false);

    public Complaints {
      counts = Map.copyOf(counts);
    }

    /** The counts, lowest status first. */
    Map<Integer, Long> sorted() {
      return new TreeMap<>(counts);
    }
  }

  /** A version of the calling app, and since when it runs. */
  public record Deploy(String version, Instant at) {}
}
