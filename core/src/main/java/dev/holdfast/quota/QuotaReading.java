package dev.holdfast.quota;

import dev.holdfast.outcome.Headers;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of one answer tell of rate limits, read with tolerance: whatever is missing or
 * cannot be read is as if it had not been sent.
 *
 * @param limits by what they count; a dimension whose limit was not told is absent
 * @param organization {@code anthropic-organization-id}; null if not told
 * @param workspace {@code anthropic-workspace-id}; null if not told
 * @param subscription a person's subscription; null for everybody else
 */
public record QuotaReading(
    Map<Dimension, Limit> limits,
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable Subscription subscription) {

  /** Nothing was told. */
  public static final QuotaReading NONE = new QuotaReading(Map.of(), null, null, null);

  /** More digits than any limit has. */
  private static final int DIGITS = 18;

  private static final int LONGEST_ID = 128;
  private static final Dimension[] DIMENSIONS = Dimension.values();

  public QuotaReading {
    limits = Map.copyOf(limits);
  }

  /** Reads the headers of an answer. Never throws. */
  public static QuotaReading of(Headers headers) {
    Map<Dimension, Limit> limits = Map.of();
    for (Dimension dimension : DIMENSIONS) {
      Long limit = number(headers.first(dimension.limitHeader()));
      if (limit != null && limit > 0) {
        limits = limits.isEmpty() ? new EnumMap<>(Dimension.class) : limits;
        Long remaining = number(headers.first(dimension.remainingHeader()));
        limits.put(dimension, new Limit(limit, remaining, headers.first(dimension.resetHeader())));
      }
    }
    String organization = id(headers.first("anthropic-organization-id"));
    String workspace = id(headers.first("anthropic-workspace-id"));
    return new QuotaReading(limits, organization, workspace, Subscription.of(headers));
  }

  /** Whether it tells anything of limits. */
  public boolean tells() {
    return !limits.isEmpty() || subscription != null;
  }

  /**
   * A plain number that is not negative; null for anything else. Looked at by hand, to be quick.
   */
  static @Nullable Long number(@Nullable String text) {
    String digits = text == null ? "" : text.strip();
    if (digits.isEmpty() || digits.length() > DIGITS) {
      return null;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static @Nullable String id(@Nullable String text) {
    return text == null || text.isBlank() || text.length() > LONGEST_ID ? null : text.strip();
  }
}
