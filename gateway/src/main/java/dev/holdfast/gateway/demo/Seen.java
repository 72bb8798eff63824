package dev.holdfast.gateway.demo;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller saw of its call.
 *
 * @param how in one of four ways
 * @param status of the answer; 0 if none came
 * @param attempts what the gateway says it took; 0 if it did not say
 * @param took from the first byte sent to the last byte received
 */
record Seen(Ask ask, How how, int status, int attempts, Duration took) {

  /** The ways a call can end for its caller. */
  enum How {
    /** A good and whole answer. */
    ANSWERED,
    /** An error with its status. */
    ERROR,
    /** An answer that began, and then an event that says what went wrong. */
    ERROR_EVENT,
    /** A connection that broke, or an answer that merely stopped. */
    BROKEN
  }

  static Seen of(Ask ask, @Nullable HttpResponse<String> answer, Duration took) {
    if (answer == null) {
      return new Seen(ask, How.BROKEN, 0, 0, took);
    }
    long attempts = answer.headers().firstValueAsLong("x-holdfast-attempts").orElse(0);
    return new Seen(ask, how(ask, answer), answer.statusCode(), (int) attempts, took);
  }

  private static How how(Ask ask, HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return How.ERROR;
    }
    String body = answer.body();
    if (ask.form() == Ask.Form.JSON) {
      boolean whole = body.contains("\"stop_reason\"") && body.stripTrailing().endsWith("}");
      return whole ? How.ANSWERED : How.BROKEN;
    }
    if (body.contains("event: message_stop")) {
      return How.ANSWERED;
    }
    return body.contains("event: error") ? How.ERROR_EVENT : How.BROKEN;
  }

  /** For a report. */
  String words() {
    return "%s (%s) saw %s %d after %s".formatted(ask.id(), ask.form(), how, status, took);
  }

  /** Whether the caller got what Holdfast owes it. */
  boolean kept() {
    Act act = ask.act();
    return switch (act == null ? Act.Promise.ANSWER : act.promise()) {
      case ANSWER -> how == How.ANSWERED;
      case ERROR -> how == How.ERROR && status < 500;
      case ERROR_EVENT -> how == How.ERROR_EVENT;
    };
  }

  /** Whether the caller was rightly told of a failure. */
  boolean told() {
    return kept() && how != How.ANSWERED;
  }
}
