package dev.holdfast.lab.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers that come with every answer: the API's own, its rate-limit families, and those of the
 * edge in front of it.
 */
public final class HeaderFamilies {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HeaderFamilies() {}

  /** What Anthropic's API itself sends. */
  public static Map<String, String> api(String requestId, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>(edge(requestId, now));
    headers.put("request-id", requestId);
    headers.put("anthropic-organization-id", "0195aa1e-1ab0-7000-8000-000000000001");
    headers.put("via", "1.1 google");
    return headers;
  }

  /** What a CDN in front of it sends, also when the API never saw the request. */
  public static Map<String, String> edge(String requestId, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("date", httpDate(now));
    headers.put("server", "cloudflare");
    // A ray id is 16 hex digits and an airport; taken from the request id to stay repeatable.
    headers.put("cf-ray", "9%07x%08x-FRA".formatted(0xa1b2c3, requestId.hashCode()));
    headers.put("cf-cache-status", "DYNAMIC");
    headers.put("x-robots-tag", "none");
    return headers;
  }

  /** The four {@code anthropic-ratelimit-*} families; a spent quota has nothing remaining. */
  public static Map<String, String> rateLimits(Instant now, boolean spent) {
    return rateLimits(
        now,
        List.of(
            new Family("requests", 4_000, spent ? 0 : 3_999),
            new Family("input-tokens", 2_000_000, spent ? 0 : 1_998_000),
            new Family("output-tokens", 400_000, spent ? 0 : 399_000),
            new Family("tokens", 2_400_000, spent ? 0 : 2_397_000)));
  }

  /** Such families with numbers of one's own. */
  public static Map<String, String> rateLimits(Instant now, List<Family> families) {
    Map<String, String> headers = new LinkedHashMap<>();
    families.forEach(family -> family(headers, family, now));
    return headers;
  }

  /**
   * One family. Tokens are told in thousands.
   *
   * @param name {@code requests}, {@code input-tokens}
   * @param left how much is left; less than nothing counts as nothing
   */
  public record Family(String name, long limit, double left) {
    private long remaining() {
      long whole = (long) Math.floor(Math.max(0, left));
      return name.equals("requests") ? whole : Math.round(whole / 1000.0) * 1000;
    }
  }

  /** A moment as {@code Date} and {@code Retry-After} write it (RFC 9110, 5.6.7). */
  public static String httpDate(Instant moment) {
    return HTTP_DATE.format(moment);
  }

  private static void family(Map<String, String> headers, Family family, Instant now) {
    String prefix = "anthropic-ratelimit-" + family.name();
    long remaining = family.remaining();
    // The reset is the time of full replenishment of a bucket that refills evenly in a minute.
    Instant reset = now.plusMillis(60_000 * (family.limit() - remaining) / family.limit());
    headers.put(prefix + "-limit", Long.toString(family.limit()));
    headers.put(prefix + "-remaining", Long.toString(remaining));
    headers.put(
        prefix + "-reset", reset.plusMillis(999).truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
