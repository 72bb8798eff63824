package dev.holdfast.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.verdict.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What all the retries to one endpoint may cost together. */
class RetryBudgetTest {
  private final RetryBudget budget = new RetryBudget();

  /** What may happen to a budget; the number is what it moves. */
  enum Act {
    WITHDRAW(5),
    WITHDRAW_FOR_TIMEOUT(25),
    REFUND(5),
    REFUND_FOR_TIMEOUT(25),
    DEPOSIT(1);

    private final int tokens;

    Act(int tokens) {
      this.tokens = tokens;
    }

    private ErrorKind kind() {
      return tokens == 25 ? ErrorKind.TIMEOUT : ErrorKind.UNAVAILABLE;
    }
  }

  private int drain(ErrorKind kind) {
    int times = 0;
    while (budget.withdraw(kind)) {
      times++;
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({"OVERLOADED, 20, 5", "GATEWAY, 20, 5", "SERVER_ERROR, 20, 5", "TIMEOUT, 4, 25"})
  void aDeadUpstreamSeesOnlySoManyExtraAttempts(ErrorKind kind, int times, int cost) {
    assertThat(budget.withdraw(kind)).isTrue();
    assertThat(budget.balance()).isEqualTo(RetryBudget.FULL - cost);
    assertThat(1 + drain(kind)).isEqualTo(times);
    assertThat(budget.balance()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"OVERLOADED", "TIMEOUT"})
  void whatIsGivenBackIsWhatWasTaken(ErrorKind kind) {
    budget.withdraw(kind);
    budget.refund(kind);
    assertThat(budget.balance()).isEqualTo(RetryBudget.FULL);
  }

  @Test
  void fiveGoodFirstTriesPayOneRetry() {
    drain(ErrorKind.OVERLOADED);
    for (int i = 0; i < 4; i++) {
      budget.deposit();
      assertThat(budget.withdraw(ErrorKind.OVERLOADED)).isFalse();
    }
    budget.deposit();
    assertThat(budget.withdraw(ErrorKind.OVERLOADED)).isTrue();
    assertThat(budget.balance()).isZero();
  }

  @Test
  void whatIsNotThereIsNotTakenInPart() {
    drain(ErrorKind.TIMEOUT);
    for (int i = 0; i < 24; i++) {
      budget.deposit();
    }
    assertThat(budget.withdraw(ErrorKind.TIMEOUT)).isFalse();
    assertThat(budget.balance()).isEqualTo(24);
  }

  @Property(tries = 300)
  void retriesAreAtMostTwentyAndAFifthOfWhatCameBack(@ForAll List<Act> acts) {
    RetryBudget fresh = new RetryBudget();
    int spent = 0;
    int earned = 0;
    for (Act act : acts) {
      switch (act) {
        case WITHDRAW, WITHDRAW_FOR_TIMEOUT -> spent += fresh.withdraw(act.kind()) ? act.tokens : 0;
        case REFUND, REFUND_FOR_TIMEOUT -> {
          fresh.refund(act.kind());
          earned += act.tokens;
        }
        case DEPOSIT -> {
          fresh.deposit();
          earned += act.tokens;
        }
      }
      assertThat(spent).isLessThanOrEqualTo(RetryBudget.FULL + earned);
      assertThat(fresh.balance()).isBetween(0, RetryBudget.FULL);
    }
  }

  /** Runs the same on eight threads that start together. */
  private static void together(Runnable work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(() -> {
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            work.run();
          });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void threadsTakeNoMoreThanIsThere() throws InterruptedException {
    AtomicInteger taken = new AtomicInteger();
    together(() -> taken.addAndGet(drain(ErrorKind.OVERLOADED)));

    assertThat(taken).hasValue(20);
    assertThat(budget.balance()).isZero();
  }

  @Test
  void threadsLoseNothingOfWhatTheyPayIn() throws InterruptedException {
    drain(ErrorKind.OVERLOADED);
    together(() -> {
      for (int i = 0; i < 10; i++) {
        budget.deposit();
      }
    });

    assertThat(budget.balance()).isEqualTo(80);
  }

  @Test
  void threadsThatPayAndTakeStayWithinTheBound() throws InterruptedException {
    AtomicInteger spent = new AtomicInteger();
    AtomicInteger earned = new AtomicInteger();
    together(() -> {
      for (int i = 0; i < 20_000; i++) {
        if (budget.withdraw(ErrorKind.OVERLOADED)) {
          spent.addAndGet(5);
        }
        budget.deposit();
        earned.incrementAndGet();
      }
    });

    assertThat(spent.get()).isLessThanOrEqualTo(RetryBudget.FULL + earned.get());
    assertThat(budget.balance()).isBetween(0, RetryBudget.FULL);
  }
}
