package dev.holdfast.gateway.relay;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent.Note;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a call, read from its headers. A value that cannot be read is as if it were
 * not there, but for a note, which names the header and never its value.
 */
final class Asked {
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final Pattern RETRIES = Pattern.compile("[1-9]\\d{0,3}");
  private static final Pattern FALLBACK = Pattern.compile("(?i)off|batch");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Our answer must reach a client before its own clock runs out. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final HttpServerRequest request;
  private final List<Note> notes = new ArrayList<>(0);

  Asked(HttpServerRequest request) {
    this.request = request;
  }

  /**
   * The terms of a call.
   *
   * @param body a client's timeout does not bound the whole of a stream
   * @param granted how long the breaker may hold it
   */
  Terms terms(RequestBody body, Duration granted) {
    Replay replay = Replay.of(request.method().name(), Relay.path(request));
    Duration own = deadline();
    Duration sdk = body.stream() ? null : beforeTimeout(header("x-stainless-timeout"));
    Duration deadline = own == null || (sdk != null && sdk.compareTo(own) < 0) ? sdk : own;
    return new Terms(replay, deadline).with(hold(granted), priority()).with(body.extent());
  }

  /** What was not heeded of it, and whether the caller's SDK retries on top of us. */
  List<Note> notes() {
    String fallback = header("x-holdfast-fallback");
    if (fallback != null && !FALLBACK.matcher(fallback).matches()) {
      ignored("x-holdfast-fallback", "not one of off, batch");
    }
    String retries = header("x-stainless-retry-count");
    if (retries != null && RETRIES.matcher(retries).matches()) {
      note(Note.NESTED_RETRY, "the caller's SDK retries too: this call is its retry " + retries);
    }
    return notes;
  }

  private @Nullable Duration deadline() {
    String text = header("x-holdfast-deadline-ms");
    Duration asked = text == null || !MILLIS.matcher(text).matches() ? null : decimal(text, 0);
    if (text != null && asked == null) {
      ignored("x-holdfast-deadline-ms", "not a number of milliseconds, from 1 to those of a day");
    }
    return asked;
  }

  /** Callers may ask for less patience than they are granted, not for more. */
  private Duration hold(Duration granted) {
    String seconds = header("x-holdfast-hold");
    if (seconds == null) {
      return granted;
    }
    if (!SECONDS.matcher(seconds).matches()) {
      ignored("x-holdfast-hold", "not a whole number of seconds");
      return granted;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    if (asked.compareTo(granted) > 0) {
      note("lowered-header", "x-holdfast-hold was lowered to what is granted");
    }
    return asked.compareTo(granted) < 0 ? asked : granted;
  }

  /** Whether a stream that breaks off is continued: callers may refuse what is granted. */
  boolean resume(boolean granted) {
    String asked = header("x-holdfast-resume");
    if (asked == null) {
      return granted;
    }
    switch (asked.toLowerCase(Locale.ROOT)) {
      case "off" -> {
        return false;
      }
      case "on" -> {
        if (!granted) {
          note("lowered-header", "x-holdfast-resume was lowered to what is granted: off");
        }
      }
      default -> ignored("x-holdfast-resume", "neither on nor off");
    }
    return granted;
  }

  /** Nobody may put himself first. */
  private Priority priority() {
    String asked = header("x-holdfast-priority");
    if (asked == null) {
      return Priority.INTERACTIVE;
    }
    switch (asked.toLowerCase(Locale.ROOT)) {
      case "batch" -> {
        return Priority.BATCH;
      }
      case "interactive" -> {}
      case "critical" -> note("lowered-header", "x-holdfast-priority was lowered to interactive");
      default -> ignored("x-holdfast-priority", "not one of critical, interactive, batch");
    }
    return Priority.INTERACTIVE;
  }

  private @Nullable String header(String name) {
    return request.getHeader(HeaderNames.of(name));
  }

  private void ignored(String header, String why) {
    note("ignored-header", header + " was ignored: " + why);
  }

  private void note(String topic, String sentence) {
    notes.add(new Note(topic, sentence));
  }

  private static @Nullable Duration beforeTimeout(@Nullable String seconds) {
    Duration timeout = decimal(seconds, 3);
    if (timeout == null) {
      return null;
    }
    Duration tenth = timeout.dividedBy(10);
    return timeout.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
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
