package dev.holdfast.gateway.page;

import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gateway.config.SinkConfig;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place where alerts are told over HTTP, and how that place wants to hear them. */
abstract sealed class Sink permits PagerDutySink, SlackSink, AlertmanagerSink, WebhookSink {
  private final SinkConfig config;

  Sink(SinkConfig config) {
    this.config = config;
  }

  /** The sink of a configuration; null for the log, which is no letter away. */
  static @Nullable Sink of(SinkConfig config) {
    return switch (config.type()) {
      case PAGERDUTY -> new PagerDutySink(config);
      case SLACK -> new SlackSink(config);
      case ALERTMANAGER -> new AlertmanagerSink(config);
      case WEBHOOK -> new WebhookSink(config);
      case LOG -> null;
    };
  }

  SinkConfig config() {
    return config;
  }

  String name() {
    return config.name();
  }

  URI url() {
    return Objects.requireNonNull(config.url(), "a sink over HTTP has a URL");
  }

  /**
   * Whether it is to hear of something. Levels only rise, so who heard a beginning hears the end.
   */
  boolean wants(AlertChange news) {
    return news.what() != What.LOGGED
        && news.alert().status().level().compareTo(config.level()) >= 0;
  }

  /** Whether it must be told again and again that an alert fires. */
  boolean forgets() {
    return false;
  }

  /** The letter as this place wants it. */
  abstract Parcel parcel(Letter letter, Instant now);
}
