package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertLevel;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where alerts are told. */
final class Sinks {
  private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");
  private static final int ROUTING_KEY = 32;

  private final Settings settings;
  private final Map<String, String> environment;

  Sinks(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  List<SinkConfig> read() {
    List<SinkConfig> sinks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings item : settings.items(Items.SINKS)) {
      SinkConfig.Type type = item.ifSet(Items.SINK_TYPE);
      if (type == null) {
        if (item.sound(Items.SINK_TYPE)) {
          item.complain(
              said(item), "lacks a type beside it: pagerduty, slack, alertmanager, webhook or log");
        }
        continue;
      }
      String given = item.ifSet(Items.SINK_NAME);
      String name = given == null ? free(type.slug(), names) : given;
      if (!names.add(name)) {
        item.complain(Items.SINK_NAME, "'" + name + "' is taken: give each sink a name of its own");
      }
      sinks.add(sink(item, name, type));
    }
    if (sinks.size() > SinkConfig.MOST) {
      settings.complain(AlertKeys.MODE, "alerts.sinks has more than " + SinkConfig.MOST + " items");
    }
    return sinks;
  }

  /** A key that stands in the file, so that the complaint has a line. */
  private static Key<?> said(Settings item) {
    return Items.SINK_ITEM.keys().stream()
        .filter(key -> !item.source(key).equals(Source.DEFAULT))
        .findFirst()
        .orElse(Items.SINK_TYPE);
  }

  private static String free(String type, Set<String> names) {
    String name = type;
    for (int i = 2; names.contains(name); i++) {
      name = type + "-" + i;
    }
    return name;
  }

  private SinkConfig sink(Settings item, String name, SinkConfig.Type type) {
    URI url = url(item, type);
    AlertLevel level = item.ifSet(Items.SINK_LEVEL);
    return new SinkConfig(
        name, type, url, secret(item, type), level == null ? usual(type) : level, proxy(url));
  }

  private static AlertLevel usual(SinkConfig.Type type) {
    return switch (type) {
      case PAGERDUTY -> AlertLevel.PAGE;
      case LOG -> AlertLevel.LOG;
      case SLACK, ALERTMANAGER, WEBHOOK -> AlertLevel.NOTIFY;
    };
  }

  private static @Nullable URI url(Settings item, SinkConfig.Type type) {
    URI url = item.ifSet(Items.SINK_URL);
    if (url == null) {
      boolean needs = type != SinkConfig.Type.LOG && type != SinkConfig.Type.PAGERDUTY;
      if (needs && item.sound(Items.SINK_URL)) {
        item.complain(Items.SINK_TYPE, type.slug() + " needs a url");
      }
      return type == SinkConfig.Type.PAGERDUTY ? PAGERDUTY : null;
    }
    boolean secret = type == SinkConfig.Type.PAGERDUTY || type == SinkConfig.Type.SLACK;
    if (type == SinkConfig.Type.LOG) {
      item.complain(Items.SINK_URL, "goes not with type: log, which is the gateway's own");
    } else if (secret && Urls.scheme(url).equals("http") && !Urls.isLoopback(url)) {
      item.complain(Items.SINK_URL, "would send a secret in the clear: use https");
    }
    return type == SinkConfig.Type.ALERTMANAGER ? base(url) : url;
  }

  /** People name the Alertmanager, or the path that alerts go to. */
  private static URI base(URI url) {
    return URI.create(url.toString().replaceAll("(/api/v2/alerts)?/*$", ""));
  }

  private static @Nullable String secret(Settings item, SinkConfig.Type type) {
    String key = item.ifSet(Items.SINK_ROUTING);
    String secret = item.ifSet(Items.SINK_SECRET);
    if (type == SinkConfig.Type.PAGERDUTY && key == null && item.sound(Items.SINK_ROUTING)) {
      item.complain(
          Items.SINK_TYPE, "pagerduty needs a routing-key: that of an Events API v2 integration");
    }
    if (type == SinkConfig.Type.PAGERDUTY && key != null && key.length() != ROUTING_KEY) {
      item.complain(
          Items.SINK_ROUTING,
          "the value has %d letters, but a routing key has %d"
              .formatted(key.length(), ROUTING_KEY));
    }
    if (type != SinkConfig.Type.PAGERDUTY && key != null) {
      item.complain(Items.SINK_ROUTING, "goes only with type: pagerduty");
    }
    if (type != SinkConfig.Type.WEBHOOK && secret != null) {
      item.complain(Items.SINK_SECRET, "goes only with type: webhook");
    }
    return type == SinkConfig.Type.PAGERDUTY ? key : secret;
  }

  private @Nullable URI proxy(@Nullable URI url) {
    if (url == null || !Urls.scheme(url).equals("https") || Urls.isLoopback(url)) {
      return null;
    }
    URI configured = settings.ifSet(Keys.UPSTREAM_PROXY);
    return ProxyVariables.proxy(url, configured, environment);
  }
}
