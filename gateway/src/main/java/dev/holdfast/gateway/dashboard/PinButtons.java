package dev.holdfast.gateway.dashboard;

import dev.holdfast.situation.IncidentMatch;
import dev.holdfast.situation.IncidentMatch.Pin;
import java.util.regex.Pattern;

/** The buttons of who knows better than the evidence. Forms, so that they need no script. */
final class PinButtons {
  /** An id that means in a path what it says. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private PinButtons() {}

  /**
   * Asks, or shows what was answered.
   *
   * @param fails whether something fails here that it could be
   */
  static void write(Html to, IncidentMatch match, boolean fails) {
    Pin pin = match.pin();
    if (!PLAIN.matcher(match.incident().id()).matches() || (pin == null && !fails)) {
      return;
    }
    to.open("form", "method", "post", "class", "pin", "action", "/pin/" + match.incident().id());
    if (pin == null) {
      to.put("span", "Is it what fails here?");
      button(to, "same", "Same incident", match);
      button(to, "not-same", "Not the same", match);
    } else {
      String said = pin == Pin.SAME ? "the same incident" : "not the same";
      to.put("span", "Somebody said: " + said + ".");
      button(to, "evidence", "Let the evidence decide", match);
    }
    to.close();
  }

  private static void button(Html to, String as, String text, IncidentMatch match) {
    to.put(
        "button",
        text,
        "formaction",
        "/pin/" + match.incident().id() + "?as=" + as,
        "aria-label",
        text + ": " + match.incident().name());
  }
}
