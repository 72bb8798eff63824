package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;

/**
 * What a rule found at one scope.
 *
 * @param subject the rule as it is to be shown, and the scope
 * @param sight what it means for the alert
 * @param severity how bad it is, if it fires
 * @param level whom it disturbs, if it fires
 * @param story what people are told
 */
record Finding(Subject subject, Sight sight, Severity severity, AlertLevel level, Story story) {

  /**
   * What an alert is of.
   *
   * @param rule the rule
   * @param scope an endpoint, a key, …
   */
  record Subject(AlertRule rule, String scope) {
    /** The same trouble under the rule it may come to. */
    Subject family() {
      return new Subject(rule.family(), scope);
    }
  }
}
