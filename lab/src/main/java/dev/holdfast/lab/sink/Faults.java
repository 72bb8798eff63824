package dev.holdfast.lab.sink;

import dev.holdfast.lab.spec.SpecException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong next, as {@code 500x3}, {@code 429;retry-after=2} or {@code timeout}, several
 * with commas between; {@code 503x*} until told otherwise.
 */
final class Faults {
  private static final Pattern FORM =
      Pattern.compile("(timeout|\\d{3})(?:x(\\d{1,4}|\\*))?(?:;retry-after=(\\d{1,5}))?");
  private static final int MOST = 10_000;

  private final Deque<Fault> next = new ArrayDeque<>();

  /**
   * One fault.
   *
   * @param status 0: no answer
   * @param retryAfter seconds; null: not said
   */
  record Fault(int status, @Nullable String retryAfter) {}

  synchronized void set(String text) {
    next.clear();
    for (String part : text.isBlank() ? new String[0] : text.split(",")) {
      add(part.strip());
    }
  }

  private void add(String part) {
    Matcher form = FORM.matcher(part);
    if (!form.matches()) {
      throw new SpecException(
          "'" + part + "' is no fault: write 500x3, 429;retry-after=2 or timeout");
    }
    int status = form.group(1).equals("timeout") ? 0 : Integer.parseInt(form.group(1));
    String times = form.group(2) == null ? "1" : form.group(2);
    int count = times.equals("*") ? MOST : Integer.parseInt(times);
    for (int i = 0; i < count; i++) {
      next.add(new Fault(status, form.group(3)));
    }
  }

  synchronized @Nullable Fault take() {
    return next.poll();
  }
}
