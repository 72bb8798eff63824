package dev.holdfast.gateway.watch;

import dev.holdfast.situation.Advice;
import dev.holdfast.situation.Situation;
import dev.holdfast.situation.SituationJson;
import dev.holdfast.situation.Survey;
import org.jspecify.annotations.Nullable;

/**
 * The situation at one moment with all it was drawn from, and what is often asked of it ready made.
 * Never changes: everybody who looks at the same time sees the same.
 *
 * @param survey the counts, the breakers and the page
 * @param json the situation for programs
 * @param header for answers to callers; null if there is nothing that they should do
 */
public record Picture(Situation situation, Survey survey, String json, @Nullable String header) {
  /** With all that is made of it. */
  static Picture of(Situation situation, Survey survey) {
    return new Picture(situation, survey, SituationJson.write(situation), header(situation));
  }

  /** A structured field (RFC 8941): {@code fall-back; cause=known; row=r04}. */
  private static @Nullable String header(Situation situation) {
    return situation.advice() == Advice.RETRY
        ? null
        : "%s; cause=%s; row=%s"
            .formatted(situation.advice().slug(), situation.cause().slug(), situation.row().id());
  }
}
