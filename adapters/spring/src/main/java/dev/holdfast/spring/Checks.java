package dev.holdfast.spring;

import dev.holdfast.spring.HoldfastProperties.Breaker;
import dev.holdfast.spring.HoldfastProperties.Page;
import dev.holdfast.spring.HoldfastProperties.Retry;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** What a value may be, beyond its type: the first that is wrong is told by its name. */
final class Checks {
  private Checks() {}

  static void that(HoldfastProperties all) {
    retry(all.retry());
    breaker(all.breaker());
    number("quota.reserve-critical", all.quota().reserveCritical(), 0, 0.90);
  }

  private static void retry(Retry retry) {
    Duration base = retry.backoff().base();
    duration("retry.time-budget", retry.timeBudget(), Duration.ZERO, Duration.ofMinutes(10));
    duration("retry.quota-budget", retry.quotaBudget(), Duration.ZERO, Duration.ofHours(1));
    number("retry.server-error-retries", retry.serverErrorRetries(), 0, 5);
    duration("retry.backoff.base", base, Duration.ofMillis(1), Duration.ofMinutes(1));
    duration("retry.backoff.cap", retry.backoff().cap(), base, Duration.ofMinutes(10));
  }

  private static void breaker(Breaker breaker) {
    Duration longest = Duration.ofSeconds(30);
    duration("breaker.window", breaker.window(), Duration.ofSeconds(1), longest);
    number("breaker.ratio", breaker.ratio(), 0.01, 1);
    number("breaker.minimum", breaker.minimum(), 1, 10_000);
    number("breaker.consecutive", breaker.consecutive(), 1, 1000);
    duration("breaker.hold", breaker.hold(), Duration.ZERO, Duration.ofMinutes(10));
  }

  /** Where the status page is read, and that it may be. */
  static List<URI> hosts(Page page) {
    String name = "status-page.hosts";
    duration("status-page.every", page.every(), Duration.ofSeconds(5), Duration.ofMinutes(1));
    if (page.hosts().isEmpty()) {
      throw wrong(name, null, "name at least one, or set holdfast.status-page.enabled to false");
    }
    return page.hosts().stream().map(host -> URI.create(url(name, host))).toList();
  }

  /** The scheme and the authority of a URL that is one. */
  static String url(String property, String text) {
    try {
      URI url = new URI(text);
      boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (http && url.getHost() != null && url.getRawUserInfo() == null) {
        return url.getScheme() + "://" + url.getRawAuthority();
      }
    } catch (URISyntaxException notOne) {
      // Told below, as everything else that is no such URL.
    }
    throw wrong(property, text, "write it like https://api.anthropic.com");
  }

  private static void number(String property, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw wrong(property, shown(value), "has to be " + shown(least) + " to " + shown(most));
    }
  }

  /** Without the fraction where there is none. */
  private static String shown(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void duration(String property, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(property, shown(value), "has to be " + shown(least) + " to " + shown(most));
    }
  }

  /** As people write it. */
  private static String shown(Duration value) {
    boolean whole = value.toMillisPart() == 0;
    return whole ? value.toSeconds() + "s" : value.toMillis() + "ms";
  }

  private static InvalidConfigurationPropertyValueException wrong(
      String property, @Nullable Object value, String mend) {
    return new InvalidConfigurationPropertyValueException("holdfast." + property, value, mend);
  }
}
