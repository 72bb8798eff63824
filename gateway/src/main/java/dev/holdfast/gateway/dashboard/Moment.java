package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.history.Feed;
import dev.holdfast.gateway.page.PagerView;
import dev.holdfast.gateway.watch.Picture;
import dev.holdfast.situation.Situation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows of one moment.
 *
 * @param picture the situation and what it was drawn from
 * @param gear what stands between the calls and the upstream
 * @param pager alerts and what was told of them; null if nobody looks for them
 * @param diary what happened
 * @param seen errors and readings seen last
 * @param version of the program
 */
record Moment(
    Picture picture,
    Gear gear,
    @Nullable PagerView pager,
    Diary diary,
    Sightings.Seen seen,
    String version) {

  /**
   * What happened, newest first.
   *
   * @param trouble why there is no more; null if there is
   */
  record Diary(List<Feed.Line> lines, @Nullable String trouble) {
    Diary {
      lines = List.copyOf(lines);
    }
  }

  Situation situation() {
    return picture.situation();
  }

  Instant now() {
    return situation().at();
  }
}
