package dev.holdfast.call;

import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.ErrorKind;
import org.jspecify.annotations.Nullable;

/** One call's dealings with the retry budget: what it took is spent, or given back, once. */
final class Tokens {
  private final RetryBudget budget;
  private @Nullable ErrorKind taken;
  private boolean sent;

  Tokens(RetryBudget budget) {
    this.budget = budget;
  }

  /** Pays for the next retry; false if the budget has nothing left. */
  boolean pay(ErrorKind failure) {
    giveBack();
    boolean paid = budget.withdraw(failure);
    taken = paid ? failure : null;
    return paid;
  }

  /** What is left in the budget. */
  int balance() {
    return budget.balance();
  }

  /**
   * An attempt starts: from here on what it took comes back only with a success.
   *
   * @param free whether the breaker bounds retries now, so that they cost nothing
   */
  void send(boolean free) {
    if (free) {
      giveBack();
    }
    sent = true;
  }

  /** The retry was not sent, or costs nothing because the gate paces it. */
  void giveBack() {
    if (taken != null && !sent) {
      budget.refund(taken);
      taken = null;
    }
  }

  /** An attempt came back: a success pays, a failure has spent what it took. */
  void settle(boolean success, boolean first) {
    if (success && taken != null) {
      budget.refund(taken);
    } else if (success && first) {
      budget.deposit();
    }
    taken = null;
    sent = false;
  }
}
