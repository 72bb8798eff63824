package dev.holdfast.gateway.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong.
 *
 * @param title what the audience reads
 * @param fault as the lab's {@code x-lab-fault} takes it
 * @param starts when, as a share of the whole demo, 0 to 1
 * @param calls how many calls meet it; null for all that come while it lasts
 * @param route the kind of call it is for; null for any
 * @param promise what Holdfast owes the caller
 */
record Act(
    String title,
    String fault,
    double starts,
    @Nullable Integer calls,
    Ask.@Nullable Form route,
    Promise promise) {

  /** What the caller is owed. */
  enum Promise {
    /** A good answer: the fault can be retried. */
    ANSWER,
    /** The error itself: it is the caller's own. */
    ERROR,
    /** An error event: content had reached the caller. */
    ERROR_EVENT
  }

  /** The outage, in order. */
  static final List<Act> PLAY =
      List.of(
          new Act("everybody gets 529", "529", 0.15, null, null, Promise.ANSWER),
          new Act("500, a server error", "500", 0.40, 8, null, Promise.ANSWER),
          new Act("429 with retry-after: 2", "429;retry-after=2", 0.50, 8, null, Promise.ANSWER),
          new Act("answers cut in the middle", "cut-body", 0.58, 6, Ask.Form.JSON, Promise.ANSWER),
          new Act("connections reset", "reset", 0.64, 6, null, Promise.ANSWER),
          new Act(
              "streams cut after content",
              "reset-after-8-events",
              0.70,
              4,
              Ask.Form.STREAM,
              Promise.ERROR_EVENT),
          new Act("401, a bad key", "401", 0.76, 4, null, Promise.ERROR));
}
