package dev.holdfast.alert;

/**
 * The numbers of all rules.
 *
 * @param outage failures of the upstream
 * @param bursts failures that pass
 * @param auth keys that are refused
 * @param limits rate limits
 * @param deploy requests refused after a deploy
 * @param client requests refused otherwise
 */
public record RuleSettings(
    OutageSettings outage,
    BurstSettings bursts,
    AuthSettings auth,
    LimitSettings limits,
    DeploySettings deploy,
    ClientSettings client) {

  /** The numbers of the user guide. */
  public static RuleSettings defaults() {
    return new RuleSettings(
        OutageSettings.defaults(),
        BurstSettings.defaults(),
        AuthSettings.defaults(),
        LimitSettings.defaults(),
        DeploySettings.defaults(),
        ClientSettings.defaults());
  }

  /** The same with other numbers for outages. */
  public RuleSettings with(OutageSettings other) {
    return new RuleSettings(other, bursts, auth, limits, deploy, client);
  }
}
