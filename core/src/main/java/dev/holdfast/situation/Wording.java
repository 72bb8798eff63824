package dev.holdfast.situation;

import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Signals.Where;
import java.time.Duration;
import java.time.Instant;

/**
 * The rows in words: a verdict of at most twelve, and what to do now in at most twenty. Who has no
 * fallback is told what to do without one.
 */
final class Wording {
  private static final String BREAKER_DECIDES = "Retry within the budget; the breaker decides.";
  private static final int TITLE_WORDS = 9;
  private static final int NAME_WORDS = 2;

  private final Row row;
  private final Signals signals;
  private final Instant now;

  Wording(Row row, Signals signals, Instant now) {
    this.row = row;
    this.signals = signals;
    this.now = now;
  }

  /** What is the matter. */
  String verdict() {
    return switch (row) {
      case R02 -> "Neither Anthropic nor its status page is reachable from here.";
      case R03 -> "Errors come from between you and Anthropic.";
      case R04 -> "Known incident: " + title();
      case R05 -> "Anthropic posted Resolved " + resolvedAgo() + " ago; it still fails here.";
      case R06 -> "API is red, but your errors look different.";
      case R07 -> "Incident posted; it matches your errors weakly.";
      case R08 -> "Incident posted; a few of your calls fail.";
      case R09 -> "Recovered for you; Anthropic has not posted Resolved.";
      case R10 -> "Incident posted; no provider errors in your calls.";
      case R01A_POSTED, R01A ->
          "API is " + signals.page().indicator().slug() + "; no recent calls of yours to compare.";
      case R01B -> "Status page unreadable and no recent calls.";
      case R01C -> "Nothing posted; no recent calls of yours.";
      case R11 -> "Only " + place() + " fails: your side.";
      case R12 -> "Looks upstream; not posted yet (median 13 min late).";
      case R13 -> "Only " + place() + " fails, nothing posted: narrow upstream fault.";
      case R14_OPEN, R14 -> "Everything fails, nothing posted for 15+ min: an outage.";
      case R15 -> "A few errors, nothing posted.";
      case R16 -> "All clear.";
      case R17_OPEN, R17 -> unread() + "; local data says upstream fails.";
      case R18 ->
          signals.local().level() == Level.QUIET
              ? unread() + "; your traffic is fine."
              : unread() + "; a few calls fail.";
    };
  }

  /** What to do now. */
  String doNow() {
    return switch (row) {
      case R02 -> "Check DNS, proxy and egress; retrying will not help.";
      case R03 -> "Check DNS, proxy, TLS and firewall; retrying will not help.";
      case R04 -> signals.local().level() == Level.HIGH ? fallBack() : fallBackPerCall();
      case R05, R14_OPEN, R17_OPEN -> fallBack();
      case R06, R07 ->
          remedy().fallback()
              ? "Let the fallback serve, and check your own side too."
              : hold() + "; check your own side too.";
      case R08 ->
          "Your retries compete with everyone's: one retry, then "
              + (remedy().fallback() ? "fall back." : "queue or degrade.");
      case R09 ->
          remedy().fallback()
              ? "Return to the primary: 10, 50, then 100 %. Resolved is typically posted 36 min late."
              : "Send normally again. Resolved is typically posted 36 min late.";
      case R10 -> "Stay on the primary.";
      case R01A_POSTED, R01A ->
          "Expect errors: "
              + (remedy().fallback()
                  ? "let the fallback serve."
                  : "queue or degrade what can wait.");
      case R01B, R01C -> "Run a test call to check.";
      case R11 -> mend();
      case R12, R17 -> BREAKER_DECIDES;
      case R13 -> "Retry within the budget; others are well.";
      case R14 -> "Treat it as an outage: retry within the budget; the breaker decides.";
      case R15 -> "Retries handle them.";
      case R16 -> "Nothing to do.";
      case R18 ->
          signals.local().level() == Level.QUIET ? "Nothing to do." : "Retries handle them.";
    };
  }

  private Remedy remedy() {
    return signals.remedy();
  }

  private String title() {
    String name = signals.page().incidents().get(0).incident().name();
    String shown = Phrases.words(name, TITLE_WORDS);
    return shown.endsWith("…") || shown.endsWith(".") ? shown : shown + ".";
  }

  private String fallBack() {
    return remedy().fallback()
        ? "Let the fallback serve; add no retries. The primary is probed every "
            + Phrases.span(remedy().probeEvery())
            + "."
        : hold() + "; queue or degrade the rest, add no retries.";
  }

  private String fallBackPerCall() {
    return remedy().fallback()
        ? "Let the fallback serve each call that fails; add no retries."
        : "Queue or degrade each call that fails; add no retries.";
  }

  private String hold() {
    return "Calls are held up to " + Phrases.span(remedy().hold());
  }

  private String resolvedAgo() {
    Instant resolved = signals.page().resolved();
    return Phrases.span(resolved == null ? Duration.ZERO : Duration.between(resolved, now));
  }

  private String unread() {
    Instant checked = signals.page().view().checked();
    return checked == null
        ? "Status page unreadable"
        : "Status page unreadable since " + Phrases.clock(checked);
  }

  private String place() {
    Where where = signals.where();
    String name = Phrases.words(where.name(), NAME_WORDS);
    return switch (where.kind()) {
      case ONE_KEY -> "key " + name;
      case ONE_VERSION -> "version " + name;
      case ONE_GATEWAY -> "gateway " + name;
      case ONE_MODEL, ONE_ENDPOINT -> name;
      case WIDE -> "one place";
    };
  }

  private String mend() {
    return switch (signals.where().kind()) {
      case ONE_KEY -> "Check that key's workspace and limits: others are well on the same models.";
      case ONE_VERSION -> "Roll that version back: others are well on the same models.";
      default -> "Check that gateway's host and network: others are well on the same models.";
    };
  }
}
