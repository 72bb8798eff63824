package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertLevel;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are told.
 *
 * @param name as logs, metrics and the board show it
 * @param url where it is; null for the log
 * @param secret PagerDuty's routing key, or what a webhook is signed with; null if there is none
 * @param level alerts of this level and above are told
 * @param proxy an egress proxy, {@code http://host:port}; null for none
 */
public record SinkConfig(
    String name,
    Type type,
    @Nullable URI url,
    @Nullable String secret,
    AlertLevel level,
    @Nullable URI proxy) {

  /** How many there may be: each has series of its own in the metrics. */
  public static final int MOST = 8;

  /** What kind of place. */
  public enum Type {
    /** PagerDuty's Events API v2. */
    PAGERDUTY,
    /** An incoming webhook of Slack, or of what understands the same. */
    SLACK,
    /** Prometheus' Alertmanager, API v2. */
    ALERTMANAGER,
    /** JSON by POST, signed. */
    WEBHOOK,
    /** The gateway's own log. */
    LOG;

    /** The name as configured. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Shows no secret: to some places the URL is one. */
  @Override
  public String toString() {
    return "sink " + name + " (" + type.slug() + ")";
  }
}
