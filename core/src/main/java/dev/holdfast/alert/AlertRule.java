package dev.holdfast.alert;

import java.util.List;
import java.util.Locale;

/** The rules. Each says what the human it wakes is to do: a rule without an answer is noise. */
public enum AlertRule {
  /** Failures of the upstream for more than five minutes. */
  SUSTAINED(
      "sustained-5xx",
      "Let retries and fallback work and add none of your own; follow the incident, tell your users."),
  /** A key that was accepted is refused. */
  AUTH("auth-401", "Check that key at the provider and replace it if it was revoked or expired."),
  /** Rate limits where there are usually none. */
  LIMITS(
      "unexpected-429",
      "Find who sends more than usual, or ask for the limit back; retries wait by themselves."),
  /** Requests refused since a deploy. */
  DEPLOY("post-deploy-422", "Roll that deploy back or mend the request it builds."),
  /** Requests refused more than usual, without a deploy that explains it. */
  CLIENT("client-errors", "Look at the requests that are refused."),
  /** Overload that came and went: never wakes anybody. */
  BURST_529("routine-529", "Nothing: retries carried it."),
  /** Unavailability that came and went: never wakes anybody. */
  BURST_503("routine-503", "Nothing: retries carried it."),
  /** Short bursts again and again. */
  BURSTS(
      "repeated-bursts", "Watch it in working hours: each burst was short, but they keep coming."),
  /** An hour in which the error budget went fast. */
  SLO_FAST("slo-fast-burn", "Find what costs the error budget of the month within two days."),
  /** Six hours in which the error budget went fast. */
  SLO_SLOW("slo-slow-burn", "Find what costs the error budget of the month within five days."),
  /** Three days in which the error budget went faster than it comes. */
  SLO_TREND("slo-trend", "Plan for reliability: the month will end without error budget.");

  private static final List<AlertRule> ALL = List.of(values());

  private final String id;
  private final String action;

  AlertRule(String id, String action) {
    this.id = id;
    this.action = action;
  }

  /** Its name in keys, configuration and pages. */
  public String id() {
    return id;
  }

  /** What the human is to do. */
  public String action() {
    return action;
  }

  /** The rule under which the same trouble becomes worse: a burst that lasts is an outage. */
  AlertRule family() {
    return this == BURST_529 || this == BURST_503 ? SUSTAINED : this;
  }

  /**
   * The rule with an id.
   *
   * @throws IllegalArgumentException if there is none, with the ids there are
   */
  public static AlertRule of(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(rule -> rule.id.equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no rule '"
                    + id
                    + "': there are "
                    + String.join(", ", ALL.stream().map(AlertRule::id).toList())));
  }
}
