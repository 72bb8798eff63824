package dev.holdfast.situation;

import dev.holdfast.situation.Phrasebook.Words;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.situation.Signals.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what the phrasebook leaves open. */
final class Wording {
  private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
  private static final int TITLE_WORDS = 9;
  private static final int NAME_WORDS = 2;

  private final Words words;
  private final Signals signals;
  private final Instant now;

  Wording(Row row, Signals signals, Instant now) {
    this.words = Phrasebook.of(row);
    this.signals = signals;
    this.now = now;
  }

  /** What is the matter. */
  String verdict() {
    return filled(words.verdict());
  }

  /** What to do now. */
  String doNow() {
    return filled(signals.remedy().fallback() ? words.doNow() : words.without());
  }

  private String filled(String text) {
    return GAP.matcher(text).replaceAll(gap -> Matcher.quoteReplacement(value(gap.group(1))));
  }

  private String value(String gap) {
    return switch (gap) {
      case "title" -> title();
      case "ago" -> ago();
      case "page" -> page();
      case "place" -> place();
      case "mend" -> mend();
      case "light" -> signals.page().indicator().slug();
      case "hold" -> Phrases.span(signals.remedy().hold());
      case "probe" -> Phrases.span(signals.remedy().probeEvery());
      default -> throw new IllegalStateException("nothing to fill in for " + gap);
    };
  }

  private String title() {
    String name = signals.page().incidents().get(0).incident().name();
    String shown = Phrases.words(name, TITLE_WORDS);
    return shown.endsWith("…") || shown.endsWith(".") ? shown : shown + ".";
  }

  private String ago() {
    Instant resolved = signals.page().resolved();
    return Phrases.span(resolved == null ? Duration.ZERO : Duration.between(resolved, now));
  }

  /** Why nothing is known from the page: none to read, not read yet, or not to be read. */
  private String page() {
    View view = signals.page().view();
    if (!view.configured()) {
      return "No status page configured";
    }
    if (view.checked() == null) {
      return view.trouble() == null ? "Status page not read yet" : "Status page unreadable";
    }
    return "Status page unreadable since " + Phrases.clock(view.checked());
  }

  private String place() {
    Where where = signals.where();
    String name = Phrases.words(where.name(), NAME_WORDS);
    return switch (where.kind()) {
      case ONE_KEY -> "key " + name;
      case ONE_VERSION -> "version " + name;
      case ONE_GATEWAY -> "gateway " + name;
      case ONE_MODEL, ONE_ENDPOINT, WIDE -> name;
    };
  }

  private String mend() {
    String others = ": others are well on the same models.";
    return switch (signals.where().kind()) {
      case ONE_KEY -> "Check that key's workspace and limits" + others;
      case ONE_VERSION -> "Roll that version back" + others;
      default -> "Check that gateway's host and network" + others;
    };
  }
}
