package dev.holdfast.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Heads;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.verdict.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trail keeps, and what it never does. */
class TrailTest {
  private static final String CANARY = "sk-ant-api03-CANARY";

  @Test
  void holdsNoHeadersTextsOrOddities() {
    ErrorBody error = new ErrorBody(true, "odd " + CANARY, CANARY + " is wrong", CANARY + '\n', "");
    Outcome outcome =
        new Answered(
            400,
            Heads.of("request-id", "req_1", "set-cookie", CANARY),
            error,
            Phase.CONTENT,
            CANARY + " said\nthe model");
    Trail trail = Told.ended(outcome);

    assertThat(trail.toString()).doesNotContain("CANARY").contains("status=400");
    Answered kept = (Answered) Told.outcome(trail);
    assertThat(kept.headers().first("set-cookie")).isNull();
    assertThat(kept.headers().first("request-id")).isEqualTo("req_1");
    assertThat(kept.error()).isEqualTo(new ErrorBody(true, null, null, null, null));
  }

  @Test
  void namesAndIdsOfTheErrorStay() {
    ErrorBody error = new ErrorBody(true, "billing_error", "m", "credit_empty", "req_2");
    Trail trail = Told.ended(Answered.failed(402, Heads.of(), error));

    ErrorBody kept = ((Answered) Told.outcome(trail)).error();
    assertThat(kept).isEqualTo(new ErrorBody(true, "billing_error", null, "credit_empty", "req_2"));
  }

  @Test
  void knowsTheRequestIdFromHeaderBodyOrTheHeadOfWhatWasLost() {
    assertThat(Told.ended(Answers.message("req_1", "end_turn")).requestIds())
        .containsExactly("req_1");
    assertThat(Told.ended(Answers.envelope(529, "overloaded_error", "m")).requestIds())
        .containsExactly("req_1");
    Trail cut = Told.ended(Lost.of(Loss.RESET, Phase.CONTENT).named("req_9"));
    assertThat(cut.requestIds()).containsExactly("req_9");
    assertThat(Told.ended(Answers.REFUSED_CONNECTION).requestIds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "quote\"d", "new\nline", "ünïcode"})
  void idsThatCouldForgeALineAreNone(String id) {
    Trail answered = Told.ended(Answers.message(id, "end_turn"));
    Trail lost = Told.ended(Lost.of(Loss.CUT, Phase.CONTENT).named(id));

    assertThat(answered.requestIds()).isEmpty();
    assertThat(lost.requestIds()).isEmpty();
    assertThat(Told.ended(Answers.message("x".repeat(65), null)).requestIds()).isEmpty();
  }

  @Test
  void goesByItsOwnIdAndThoseOfItsAttempts() {
    Trail trail = Told.ended(Answers.message("req_1", "end_turn"));

    assertThat(trail.goesBy("call-1")).isTrue();
    assertThat(trail.goesBy("req_1")).isTrue();
    assertThat(trail.goesBy("req_2")).isFalse();
  }

  @Test
  void anExtractOfAnExtractIsTheSame() {
    Trail once = Told.ended(Answers.envelope(500, "api_error", "text"));
    Trail twice = new Trail(once.call(), once.began(), once.events(), once.omitted());

    assertThat(twice.events().get(0)).isSameAs(once.events().get(0));
  }

  @Test
  void evenWithoutHeadersNoTextIsKept() {
    Outcome chatty = new Answered(200, Headers.NONE, null, Phase.CONTENT, "it said " + CANARY);
    Meaning why = new Meaning(Reading.REFUSED, "odd " + CANARY);
    Outcome refused = new Answered(200, Headers.NONE, null, Phase.CONTENT, "refusal", why);

    assertThat(Told.ended(chatty).toString()).doesNotContain("CANARY");
    assertThat(Told.ended(refused).toString()).doesNotContain("CANARY");
  }

  @Test
  void isNotChangedByWhoeverMadeIt() {
    CallRef self = Told.SELF;
    List<CallEvent> events = new java.util.ArrayList<>(List.of(Told.attempt(Answers.OK)));
    Trail trail = new Trail(self, Told.NOW, events, 0);
    events.clear();

    assertThat(trail.events()).hasSize(1);
  }
}
