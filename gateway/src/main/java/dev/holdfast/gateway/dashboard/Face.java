package dev.holdfast.gateway.dashboard;

import dev.holdfast.situation.Advice;
import dev.holdfast.situation.Cause;
import dev.holdfast.situation.Level;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.Indicator;
import java.util.Locale;

/**
 * How a state looks: always a shape and a word besides the colour, so that nobody needs to see the
 * colour. The stylesheet knows the colours by the tone.
 */
enum Face {
  GOOD("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "#009E73", "●"),
  BAD("M8 1.2 15.2 14.6H.8z", "#D55E00", "▲"),
  WARN("M2 2h12v12H2z", "#E69F00", "■"),
  UNSURE("M8 .6 15.4 8 8 15.4.6 8z", "#999999", "◆");

  private final String path;
  private final String colour;
  private final String letter;

  Face(String path, String colour, String letter) {
    this.path = path;
    this.colour = colour;
    this.letter = letter;
  }

  /**
   * Of a situation: retrying may be right although much fails here, or although little is known.
   */
  static Face of(Situation situation) {
    if (situation.advice() == Advice.RETRY) {
      boolean fails = situation.signals().local().level() == Level.HIGH;
      Face calm = situation.cause() == Cause.UNKNOWN ? UNSURE : GOOD;
      return fails ? WARN : calm;
    }
    return of(situation.advice());
  }

  static Face of(Advice advice) {
    return switch (advice) {
      case RETRY, RETURN -> GOOD;
      case FALL_BACK -> BAD;
      case FIX -> WARN;
      case UNKNOWN -> UNSURE;
    };
  }

  static Face of(Indicator light) {
    return switch (light) {
      case GREEN -> GOOD;
      case AMBER -> WARN;
      case RED -> BAD;
      case UNKNOWN -> UNSURE;
    };
  }

  /** Its name in the stylesheet. */
  String tone() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The shape as a letter, for a title. */
  String letter() {
    return letter;
  }

  /** The shape beside a word that says the same. */
  void draw(Html to) {
    to.open("svg", "class", "shape " + tone(), "viewBox", "0 0 16 16", "aria-hidden", "true")
        .mark("path", "d", path)
        .close();
  }

  /** A word with its shape. */
  void chip(Html to, String word) {
    to.open("span", "class", "chip " + tone());
    draw(to);
    to.text(word).close();
  }

  /** The picture in the browser's tab. */
  String icon() {
    return "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
            .replace("<", "%3C")
            .replace(">", "%3E")
        + "%3Cpath d='"
        + path
        + "' fill='"
        + colour.replace("#", "%23")
        + "'/%3E%3C/svg%3E";
  }
}
