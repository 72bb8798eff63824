package dev.holdfast.situation;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The rows in words: a verdict of at most twelve, what to do now in at most twenty, and the same
 * for those who have no fallback. What stands in braces is filled in by {@link Wording}.
 */
final class Phrasebook {
  private static final String FALL_BACK =
      "Let the fallback serve; add no retries. The primary is probed every {probe}.";
  private static final String HOLD =
      "Calls are held up to {hold}; queue or degrade the rest, add no retries.";
  private static final String BOTH = "Let the fallback serve, and check your own side too.";
  private static final String HOLD_AND_CHECK =
      "Calls are held up to {hold}; check your own side too.";
  private static final String EXPECT = "Expect errors: let the fallback serve.";
  private static final String EXPECT_ALONE = "Expect errors: queue or degrade what can wait.";
  private static final String NO_RECENT = "API is {light}; no recent calls of yours to compare.";
  private static final String OUTAGE = "Everything fails, nothing posted for 15+ min: an outage.";
  private static final String UNREAD = "{page}; local data says upstream fails.";
  private static final String TEST_CALL = "Run a test call to check.";
  private static final String RETRIES = "Retries handle them.";
  private static final String BREAKER = "Retry within the budget; the breaker decides.";
  private static final String NOTHING = "Nothing to do.";

  private static final Map<Row, Words> WORDS =
      new EnumMap<>(
          Map.ofEntries(
              entry(
                  Row.R02,
                  words(
                      "Neither Anthropic nor its status page is reachable from here.",
                      "Check DNS, proxy and egress; retrying will not help.")),
              entry(
                  Row.R03,
                  words(
                      "Errors come from between you and Anthropic.",
                      "Check DNS, proxy, TLS and firewall; retrying will not help.")),
              entry(Row.R04, new Words("Known incident: {title}", FALL_BACK, HOLD)),
              entry(
                  Row.R04_FEW,
                  new Words(
                      "Known incident: {title}",
                      "Let the fallback serve each call that fails; add no retries.",
                      "Queue or degrade each call that fails; add no retries.")),
              entry(
                  Row.R05,
                  new Words(
                      "Anthropic posted Resolved {ago} ago; it still fails here.",
                      FALL_BACK,
                      HOLD)),
              entry(
                  Row.R06,
                  new Words("API is red, but your errors look different.", BOTH, HOLD_AND_CHECK)),
              entry(
                  Row.R07,
                  new Words(
                      "Incident posted; it matches your errors weakly.", BOTH, HOLD_AND_CHECK)),
              entry(
                  Row.R08,
                  new Words(
                      "Incident posted; a few of your calls fail.",
                      "Your retries compete with everyone's: one retry, then fall back.",
                      "Your retries compete with everyone's: one retry, then queue or degrade.")),
              entry(
                  Row.R09,
                  new Words(
                      "Recovered for you; Anthropic has not posted Resolved.",
                      "Return to the primary: calls go back as fast as they succeed."
                          + " Resolved is typically posted 36 min late.",
                      "Send normally again. Resolved is typically posted 36 min late.")),
              entry(
                  Row.R10,
                  words(
                      "Incident posted; no provider errors in your calls.",
                      "Stay on the primary.")),
              entry(Row.R01A_POSTED, new Words(NO_RECENT, EXPECT, EXPECT_ALONE)),
              entry(Row.R01A, new Words(NO_RECENT, EXPECT, EXPECT_ALONE)),
              entry(Row.R01B, words("{page}; no recent calls of yours.", TEST_CALL)),
              entry(Row.R01C, words("Nothing posted; no recent calls of yours.", TEST_CALL)),
              entry(Row.R11, words("Only {place} fails: your side.", "{mend}")),
              entry(
                  Row.R12, words("Looks upstream; not posted yet (median 13 min late).", BREAKER)),
              entry(
                  Row.R13,
                  words(
                      "Only {place} fails, nothing posted: narrow upstream fault.",
                      "Retry within the budget; others are well.")),
              entry(Row.R14_OPEN, new Words(OUTAGE, FALL_BACK, HOLD)),
              entry(
                  Row.R14,
                  words(
                      OUTAGE,
                      "Treat it as an outage: retry within the budget; the breaker decides.")),
              entry(Row.R15, words("A few errors, nothing posted.", RETRIES)),
              entry(Row.R16, words("All clear.", NOTHING)),
              entry(Row.R17_OPEN, new Words(UNREAD, FALL_BACK, HOLD)),
              entry(Row.R17, words(UNREAD, BREAKER)),
              entry(Row.R18, words("{page}; your traffic is fine.", NOTHING)),
              entry(Row.R18_FEW, words("{page}; a few calls fail.", RETRIES))));

  private Phrasebook() {}

  /** What is said of a row, with a fallback and without one. */
  record Words(String verdict, String doNow, String without) {}

  private static Words words(String verdict, String doNow) {
    return new Words(verdict, doNow, doNow);
  }

  static Words of(Row row) {
    return Objects.requireNonNull(WORDS.get(row), row.name());
  }
}
