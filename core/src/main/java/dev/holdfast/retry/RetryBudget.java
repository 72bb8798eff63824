package dev.holdfast.retry;

import dev.holdfast.verdict.ErrorKind;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how much retries may add to the load of an upstream, over all calls of a process to one
 * endpoint. Counting retries per call cannot do that: when everything fails, every call retries.
 *
 * <p>A retry costs five, twenty-five after a timeout, for it may have cost the upstream a whole
 * answer. A success at the first try deposits one, a retry that succeeds gets its own cost back.
 * Nothing is refilled by time: only successes pay, so a dead upstream sees at most twenty extra
 * attempts. Retries are sustained in full up to a failing share of 1/(1+√5), 31 %: just where the
 * breaker takes over. Thread-safe, lock-free.
 */
public final class RetryBudget {
  /** What it starts with, and the most it can hold. */
  public static final int FULL = 100;

  private static final int RETRY = 5;
  private static final int AFTER_TIMEOUT = 25;

  private final AtomicInteger balance = new AtomicInteger(FULL);

  /** A full budget. */
  public RetryBudget() {}

  /**
   * Takes what a retry after such a failure costs; false if that is not there, and then nothing was
   * taken.
   */
  public boolean withdraw(ErrorKind failure) {
    int cost = cost(failure);
    int before = balance.get();
    while (before >= cost) {
      if (balance.compareAndSet(before, before - cost)) {
        return true;
      }
      before = balance.get();
    }
    return false;
  }

  /** Gives back what such a retry cost: it succeeded, or was not sent. */
  public void refund(ErrorKind failure) {
    add(cost(failure));
  }

  /** A call succeeded at its first try. */
  public void deposit() {
    // The common case is a full budget: a read, no write that other cores would have to see.
    if (balance.get() < FULL) {
      add(1);
    }
  }

  private void add(int amount) {
    balance.accumulateAndGet(amount, (now, more) -> Math.min(FULL, now + more));
  }

  private static int cost(ErrorKind failure) {
    return failure == ErrorKind.TIMEOUT ? AFTER_TIMEOUT : RETRY;
  }

  /** What is left, 0 to {@link #FULL}. */
  public int balance() {
    return balance.get();
  }
}
