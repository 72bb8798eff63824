package dev.holdfast.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.verdict.Answers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ring of the calls that ended last: what it finds, and that it has bounds. */
class TrailsTest {
  private final Trails trails = new Trails();

  @Test
  void remembersSoManyCallsAndNoMore() {
    for (int i = 0; i <= Trails.MOST; i++) {
      trails.over(Told.ended("call-" + i, Reason.BUDGET_SPENT, 1));
    }

    assertThat(trails.all()).hasSize(Trails.MOST);
    assertThat(trails.find("call-0")).isNull();
    assertThat(trails.find("call-1")).isNotNull();
    assertThat(trails.find("call-" + Trails.MOST)).isNotNull();
  }

  @Test
  void callsAnsweredAtOnceDoNotPushOutThoseWithAStory() {
    trails.over(Told.ended("held", Reason.SUCCESS, 6));
    trails.over(Told.ended("lost", Reason.BUDGET_SPENT, 3));
    for (int i = 0; i <= Trails.MOST; i++) {
      trails.over(Told.ended("call-" + i, Reason.SUCCESS, 3));
    }

    assertThat(trails.all()).hasSize(2 + Trails.SMOOTH);
    assertThat(trails.find("held")).isNotNull();
    assertThat(trails.find("lost")).isNotNull();
    assertThat(trails.find("call-0")).isNull();
    assertThat(trails.find("call-" + Trails.MOST)).isNotNull();
  }

  @Test
  void longStoriesPushOutOldOnesSooner() {
    for (int i = 0; i < 2_000; i++) {
      trails.over(Told.ended("call-" + i, Reason.SUCCESS, 64));
    }

    assertThat(trails.all()).hasSize(100_000 / 64);
    assertThat(trails.find("call-1999")).isNotNull();
  }

  @Test
  void findsByCallIdAndByRequestId() {
    Trail trail = Told.ended(Answers.message("req_1", "end_turn"));
    trails.over(trail);

    assertThat(trails.find("call-1")).isSameAs(trail);
    assertThat(trails.find("req_1")).isSameAs(trail);
    assertThat(trails.find("req_2")).isNull();
  }

  @Test
  void theNewestOfTwoWithOneIdIsMeant() {
    trails.over(Told.ended("call-1", Reason.SUCCESS, 1));
    Trail newer = Told.ended("call-1", Reason.SUCCESS, 2);
    trails.over(newer);

    assertThat(trails.find("call-1")).isSameAs(newer);
  }

  @Test
  void theLastThatFailedIsNeitherAnsweredNorLeft() {
    assertThat(trails.lastFailed()).isNull();
    trails.over(Told.ended("call-1", Reason.BUDGET_SPENT, 1));
    Trail failed = Told.ended("call-2", Reason.SHED, 1);
    trails.over(failed);
    trails.over(Told.ended("call-3", Reason.SUCCESS, 1));
    trails.over(Told.ended("call-4", Reason.CANCELLED, 1));

    assertThat(trails.lastFailed()).isSameAs(failed);
  }

  @Test
  void losesNothingWhenManyThreadsEndCallsAtOnce() {
    IntStream.range(0, Trails.MOST)
        .parallel()
        .forEach(i -> trails.over(Told.ended("call-" + i, Reason.SUCCESS, 4)));

    List<String> ids = trails.all().stream().map(trail -> trail.call().id()).toList();
    assertThat(ids).hasSize(Trails.MOST).doesNotHaveDuplicates();
  }

  @Test
  void listenersInARowAllHearTheEnd() {
    Trails second = new Trails();
    Listener.NONE.and(trails).and(second).over(Told.ended("call-1", Reason.SUCCESS, 1));

    assertThat(trails.find("call-1")).isNotNull().isSameAs(second.find("call-1"));
  }
}
