package dev.holdfast.gateway.relay;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Replay;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a call, read from its headers. A value that cannot be read is as if it were
 * not there.
 */
final class Asked {
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Our answer must reach a client before its own clock runs out. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private Asked() {}

  /**
   * The terms of a call.
   *
   * @param stream whether the answer is to be a stream: then the client's timeout does not bound
   *     the whole of it
   * @param granted how long the breaker may hold it
   */
  static Terms terms(HttpServerRequest request, boolean stream, Duration granted) {
    Replay replay = Replay.of(request.method().name(), Relay.path(request));
    Duration own = millis(request.getHeader("x-holdfast-deadline-ms"));
    Duration sdk = stream ? null : beforeTimeout(request.getHeader("x-stainless-timeout"));
    Duration deadline = own == null || (sdk != null && sdk.compareTo(own) < 0) ? sdk : own;
    return new Terms(replay, deadline).with(hold(request, granted), priority(request));
  }

  /** Callers may ask for less patience than they are granted, not for more. */
  private static Duration hold(HttpServerRequest request, Duration granted) {
    String seconds = request.getHeader("x-holdfast-hold");
    if (seconds == null || !seconds.matches("\\d{1,6}")) {
      return granted;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(granted) < 0 ? asked : granted;
  }

  /** Nobody may put himself first. */
  private static Priority priority(HttpServerRequest request) {
    String asked = request.getHeader("x-holdfast-priority");
    return "batch".equalsIgnoreCase(asked) ? Priority.BATCH : Priority.INTERACTIVE;
  }

  private static @Nullable Duration beforeTimeout(@Nullable String seconds) {
    Duration timeout = decimal(seconds, 3);
    if (timeout == null) {
      return null;
    }
    Duration tenth = timeout.dividedBy(10);
    return timeout.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
  }

  private static @Nullable Duration millis(@Nullable String text) {
    return text != null && MILLIS.matcher(text).matches() ? decimal(text, 0) : null;
  }

  /** A plain decimal number of 10^scale milliseconds; null if it is none, or not positive. */
  private static @Nullable Duration decimal(@Nullable String text, int scale) {
    if (text == null || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    long millis = new BigDecimal(text).scaleByPowerOfTen(scale).longValue();
    Duration value = Duration.ofMillis(millis);
    return millis <= 0 || value.compareTo(LONGEST) > 0 ? null : value;
  }
}
