package dev.holdfast.lab.fault;

import dev.holdfast.lab.fault.Fault.Limited;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has used how much of its limits. Told the time. Not thread-safe. */
public final class Ledger {
  private static final double MINUTE = 60e9;

  private final Map<Account, Purse> purses = new HashMap<>();

  private record Account(Limited limits, String holder) {}

  /** What is left, at a moment. */
  private static final class Purse {
    private double requests;
    private double input;
    private double output;
    private Duration at;

    Purse(Limited limits, Duration now) {
      requests = limits.requests();
      input = limits.input();
      output = limits.output();
      at = now;
    }

    void fill(Limited limits, Duration now) {
      double minutes = now.minus(at).toNanos() / MINUTE;
      requests = filled(requests, limits.requests(), minutes);
      input = filled(input, limits.input(), minutes);
      output = filled(output, limits.output(), minutes);
      at = now;
    }

    private static double filled(double left, long limit, double minutes) {
      return Math.min((double) limit, left + minutes * limit);
    }
  }

  /**
   * What becomes of a request.
   *
   * @param late how long until it would pass; null if it passes
   * @param limit the limit it would exceed, in words; empty if it passes
   * @param requests how many are left
   * @param input how many tokens are left
   * @param output how many tokens are left, less than none if more was used than there was
   */
  public record Ruling(
      @Nullable Duration late, String limit, double requests, double input, double output) {}

  /** No account has used anything yet. */
  public Ledger() {}

  /** All accounts are new. */
  public void clear() {
    purses.clear();
  }

  /**
   * A request arrives.
   *
   * @param holder whose limits they are
   * @param now since the start
   * @param input its tokens
   * @param output the tokens of its answer
   */
  public Ruling charge(Limited limits, String holder, Duration now, long input, long output) {
    Purse purse = purses.computeIfAbsent(new Account(limits, holder), a -> new Purse(limits, now));
    purse.fill(limits, now);
    double counted = Math.min(input, limits.input());
    double requestsLate = (1 - purse.requests) / limits.requests();
    double inputLate = (counted - purse.input) / limits.input();
    double outputLate = (1 - purse.output) / limits.output();
    double late = Math.max(requestsLate, Math.max(inputLate, outputLate));
    if (late > 0) {
      String tokens =
          late == inputLate ? limits.input() + " input tokens" : limits.output() + " output tokens";
      String limit = late == requestsLate ? limits.requests() + " requests" : tokens;
      return ruling(purse, Duration.ofNanos((long) Math.ceil(late * MINUTE)), limit);
    }
    purse.requests -= 1;
    purse.input -= counted;
    purse.output -= output;
    return ruling(purse, null, "");
  }

  private static Ruling ruling(Purse purse, @Nullable Duration wait, String limit) {
    return new Ruling(wait, limit, purse.requests, purse.input, purse.output);
  }
}
