package dev.holdfast.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of the upstream that the page gives a status of its own.
 *
 * @param id the page's id for it, stable over renames
 * @param name as the page shows it
 * @param status how it does
 */
public record Component(String id, String name, Status status) {
  /** The id of the API's component on Anthropic's page. */
  private static final String API = "k8w3r06qmzrp";

  private static final String API_HOST = "api.anthropic.com";

  /** How a component does: Statuspage's own words. */
  public enum Status {
    OPERATIONAL(Indicator.GREEN),
    UNDER_MAINTENANCE(Indicator.AMBER),
    DEGRADED_PERFORMANCE(Indicator.AMBER),
    PARTIAL_OUTAGE(Indicator.RED),
    MAJOR_OUTAGE(Indicator.RED),
    /** Not given, or a word this version does not know. */
    UNKNOWN(Indicator.AMBER);

    private final Indicator indicator;

    Status(Indicator indicator) {
      this.indicator = indicator;
    }

    /** The light that it means. */
    Indicator indicator() {
      return indicator;
    }

    static Status of(@Nullable String word) {
      return Words.constant(Status.class, word, UNKNOWN);
    }

    /** The word as the page writes it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether this is the API: by id, and by the host in its name should the id ever change. */
  public boolean isApi() {
    return id.equals(API) || name.toLowerCase(Locale.ROOT).contains(API_HOST);
  }
}
