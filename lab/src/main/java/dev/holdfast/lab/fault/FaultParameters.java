package dev.holdfast.lab.fault;

import dev.holdfast.lab.spec.Spans;
import dev.holdfast.lab.spec.Spec;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.ApiError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters behind a fault's name: {@code ;after=300ms}, {@code ;retry-after=3}, … */
final class FaultParameters {
  private static final List<String> NAMES =
      List.of(
          "after",
          "early",
          "html",
          "empty",
          "retry-after",
          "retry-after-ms",
          "should-retry",
          "type",
          "message",
          "queue",
          "work",
          "requests",
          "input-tokens",
          "output-tokens",
          "hint",
          "header:NAME");

  private static final int MOST = 100_000;

  private Fault fault;
  private Duration after = Duration.ZERO;
  private boolean early;
  private @Nullable Duration retryDate;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private FaultParameters(Fault fault) {
    this.fault = fault;
  }

  static FaultSpec apply(
      String text, String name, String argument, Fault fault, Map<String, String> given) {
    FaultParameters made = new FaultParameters(fault);
    if (fault instanceof Fault.Failed failed && failed.error().status() == 529) {
      // Seen on real 529s: the SDKs obey it over the status. No retry-after comes with it.
      made.headers.put("x-should-retry", "true");
    }
    if (name.equals("delay")) {
      made.after = Spans.parse("delay", argument);
    } else if (name.equals("retry-after")) {
      made.retryAfter(argument);
    }
    given.forEach(made::set);
    return new FaultSpec(text, made.fault, made.after, made.early, made.headers, made.retryDate);
  }

  /** Checks that a text can stand as a header's value. */
  static String value(String what, String text) {
    if (!text.matches("[\\x20-\\x7e]*")) {
      throw new SpecException("%s: only visible ASCII may stand in a header".formatted(what));
    }
    return text;
  }

  private void set(String name, String text) {
    switch (name) {
      case "after" -> after = Spans.parse("after", text);
      case "early" -> early = true;
      case "html" -> fault = new Fault.Page(error(name).status());
      case "empty" -> fault = new Fault.Bare(error(name).status());
      case "type" -> fault = new Fault.Failed(error(name).withType(text));
      case "message" -> fault = new Fault.Failed(error(name).withMessage(text));
      case "queue" -> queue(text);
      case "work" -> work(text);
      case "requests", "input-tokens", "output-tokens", "hint" -> limit(name, text);
      case "retry-after" -> retryAfter(text);
      case "retry-after-ms" -> headers.put(name, value(name, text));
      case "should-retry" -> headers.put("x-should-retry", value(name, text));
      default -> header(name, text);
    }
  }

  /** So many workers, with eight places in the queue for each, a second for each piece of work. */
  static Fault.Slots slots(String text) {
    int workers = Spec.number("slots", text, 1, MOST);
    return new Fault.Slots(workers, 8 * workers, Duration.ofSeconds(1));
  }

  private void queue(String text) {
    Fault.Slots slots = slotsOf("queue");
    fault = new Fault.Slots(slots.workers(), Spec.number("queue", text, 0, MOST), slots.work());
  }

  private void work(String text) {
    Fault.Slots slots = slotsOf("work");
    fault = new Fault.Slots(slots.workers(), slots.queue(), Spans.parse("work", text));
  }

  private void limit(String name, String text) {
    if (!(fault instanceof Fault.Limited now)) {
      throw new SpecException(";%s goes with limits only".formatted(name));
    }
    fault =
        switch (name) {
          case "requests" ->
              new Fault.Limited(most(name, text), now.input(), now.output(), now.hint());
          case "input-tokens" ->
              new Fault.Limited(now.requests(), most(name, text), now.output(), now.hint());
          case "output-tokens" ->
              new Fault.Limited(now.requests(), now.input(), most(name, text), now.hint());
          default -> new Fault.Limited(now.requests(), now.input(), now.output(), hint(text));
        };
  }

  private static long most(String name, String text) {
    return Spec.number(name, text, 1, 1_000_000_000);
  }

  private static boolean hint(String text) {
    if (!text.equals("yes") && !text.equals("no")) {
      throw new SpecException("hint: '%s' must be yes or no".formatted(text));
    }
    return text.equals("yes");
  }

  private Fault.Slots slotsOf(String parameter) {
    if (fault instanceof Fault.Slots slots) {
      return slots;
    }
    throw new SpecException(";%s goes with slots only".formatted(parameter));
  }

  private void header(String name, String text) {
    String header = name.replaceFirst("^header:", "");
    if (header.equals(name)) {
      throw SpecException.unknown("parameter", name, NAMES);
    }
    if (!header.matches("[a-z0-9-]{1,64}")) {
      throw new SpecException("'%s' is no header name; write it in lower case".formatted(header));
    }
    headers.put(header, value(name, text));
  }

  private void retryAfter(String text) {
    if (text.startsWith("date+") || text.startsWith("date-")) {
      Duration distance = Spans.parse("retry-after", text.substring(5));
      retryDate = text.startsWith("date-") ? distance.negated() : distance;
      return;
    }
    if (text.isEmpty()) {
      throw new SpecException("retry-after needs a value: seconds, or date+3s for an HTTP-date");
    }
    headers.put("retry-after", value("retry-after", text));
  }

  private ApiError error(String parameter) {
    if (fault instanceof Fault.Failed failed) {
      return failed.error();
    }
    throw new SpecException(";%s goes with a status such as 503 only".formatted(parameter));
  }
}
