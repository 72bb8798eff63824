package dev.holdfast.retry;

import dev.holdfast.verdict.ErrorKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** No token of a retry budget is spent twice, lost, or made. */
public final class RetryBudgetStress {
  private RetryBudgetStress() {}

  /** A budget with so much left. */
  private static RetryBudget with(int tokens) {
    RetryBudget budget = new RetryBudget();
    while (budget.balance() > tokens) {
      budget.withdraw(ErrorKind.OVERLOADED);
    }
    while (budget.balance() < tokens) {
      budget.deposit();
    }
    return budget;
  }

  /** Two want the last five tokens. */
  @JCStressTest
  @Outcome(
      id = {"true, false, 0", "false, true, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "One has.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Both or none, or a wrong balance.")
  @State
  public static class Last {
    private final RetryBudget budget = with(5);

    /** Withdraws. */
    @Actor
    public void one(ZZI_Result result) {
      result.r1 = budget.withdraw(ErrorKind.OVERLOADED);
    }

    /** Withdraws too. */
    @Actor
    public void other(ZZI_Result result) {
      result.r2 = budget.withdraw(ErrorKind.OVERLOADED);
    }

    /** Counts. */
    @Arbiter
    public void count(ZZI_Result result) {
      result.r3 = budget.balance();
    }
  }

  /** The fifth token comes while somebody asks for five. */
  @JCStressTest
  @Outcome(
      id = {"true, 0", "false, 5"},
      expect = Expect.ACCEPTABLE,
      desc = "Before or after.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A token was lost or made.")
  @State
  public static class Fifth {
    private final RetryBudget budget = with(4);

    /** Withdraws. */
    @Actor
    public void withdraw(ZI_Result result) {
      result.r1 = budget.withdraw(ErrorKind.OVERLOADED);
    }

    /** Deposits. */
    @Actor
    public void deposit() {
      budget.deposit();
    }

    /** Counts. */
    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = budget.balance();
    }
  }

  /** It is nearly full, and two pay in. */
  @JCStressTest
  @Outcome(id = "false, 100", expect = Expect.ACCEPTABLE, desc = "Full, and no more.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "More than full, or less than was paid in.")
  @State
  public static class Full {
    private final RetryBudget budget = with(96);

    /** Refunds. */
    @Actor
    public void refund() {
      budget.refund(ErrorKind.OVERLOADED);
    }

    /** Deposits. */
    @Actor
    public void deposit() {
      budget.deposit();
    }

    /** Counts. */
    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = budget.balance();
    }
  }
}
