package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.breaker.State;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.config.GatewayConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A breaker's way is told turn by turn, and of calls that fail a sample is kept. */
class WitnessTest {
  private static final CallRef CALL = new CallRef("c1", Tally.MESSAGES);

  private static BreakerMet met(Desk desk, State state) {
    return new BreakerMet(CALL, desk.now(), new Standing(state, desk.now(), 1, 0));
  }

  @Test
  void eachTurnOfABreakerIsToldOnce() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      Witness witness = new Witness(desk.history);
      witness.on(new AttemptStarted(CALL, desk.now(), 1, Stance.PASS));
      for (int call = 0; call < 50; call++) {
        witness.on(met(desk, State.GATED));
      }
      witness.on(new AttemptStarted(CALL, desk.now(), 1, Stance.PACE));
      witness.on(met(desk, State.HALF_OPEN));
      for (int call = 0; call < 50; call++) {
        witness.on(new AttemptStarted(CALL, desk.now(), 1, Stance.PASS));
      }
      desk.later(Duration.ofSeconds(10));
      assertThat(new Feed(desk.history).after(0, 100))
          .extracting(line -> line.occurrence().title())
          .containsExactly(
              "breaker gated: /v1/messages, opus-5",
              "breaker half-open: /v1/messages, opus-5",
              "breaker closed: /v1/messages, opus-5");
    }
  }

  @Test
  void ofManyFailedCallsASampleIsKept() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      Witness witness = new Witness(desk.history);
      for (int call = 0; call < 5_000; call++) {
        CallRef ref = new CallRef("c" + call, Tally.MESSAGES);
        witness.over(ended(desk, ref, Reason.BUDGET_SPENT));
      }
      witness.over(ended(desk, new CallRef("ok", Tally.MESSAGES), Reason.SUCCESS));
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.number("SELECT COUNT(*) FROM failed_call")).isEqualTo(100);
      assertThat(desk.number("SELECT COUNT(*) FROM failed_call WHERE reason <> 'budget-spent'"))
          .isZero();
    }
  }

  private static Trail ended(Desk desk, CallRef call, Reason reason) {
    CallEnded end = new CallEnded(call, desk.now(), 1, Duration.ZERO, null, reason);
    return new Trail(call, desk.now(), List.of(end), 0);
  }
}
